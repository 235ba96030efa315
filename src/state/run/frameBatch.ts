/** Runs a flush soon: in the page once a frame, in tests at once. */
export type Schedule = (flush: () => void) => void

/** Collects changes and applies them together, so that a burst of tokens costs one update. */
export class FrameBatch<T> {
  #waiting: T[] = []
  readonly #schedule: Schedule
  readonly #apply: (changes: readonly T[]) => void

  constructor(schedule: Schedule, apply: (changes: readonly T[]) => void) {
    this.#schedule = schedule
    this.#apply = apply
  }

  push(change: T): void {
    this.#waiting.push(change)
    if (this.#waiting.length === 1) this.#schedule(() => this.flush())
  }

  /** Applies what waits, now. */
  flush(): void {
    if (this.#waiting.length === 0) return
    const changes = this.#waiting
    this.#waiting = []
    this.#apply(changes)
  }
}
