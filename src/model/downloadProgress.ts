import type { LoadEvent } from '../steering/labEngine.ts'

/** Adds up the bytes of files that are fetched side by side, so that a bar goes from start to end once. */
export class DownloadProgress {
  readonly #onEvent: ((event: LoadEvent) => void) | undefined
  readonly #files = new Map<string, { done: number; total: number }>()

  constructor(onEvent: ((event: LoadEvent) => void) | undefined) {
    this.#onEvent = onEvent
  }

  /** Counts a file in before its first byte; `total` is 0 while its size is unknown. */
  expect(path: string, total: number): void {
    this.#files.set(path, { done: 0, total })
  }

  /** Tells that so many bytes of a file have come. */
  tell(path: string, done: number, total: number): void {
    this.#files.set(path, { done, total })
    const sums = { done: 0, total: 0 }
    for (const file of this.#files.values()) {
      sums.done += file.done
      sums.total += Math.max(file.total, file.done)
    }
    this.#onEvent?.({ type: 'progress', stage: 'download', file: path, ...sums })
  }
}
