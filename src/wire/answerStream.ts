interface Waiting<T> {
  resolve(result: IteratorResult<T, undefined>): void
  reject(error: Error): void
}

const OVER = { done: true, value: undefined } as const

/**
 * What the page sees of one streaming call: an iterator that may be gone through once. It starts at the first `next`,
 * gives all answers in their order before an error, and `return` resolves when the other side has let go.
 */
export class AnswerStream<T> implements AsyncIterableIterator<T, undefined> {
  readonly #start: () => void
  readonly #cancel: () => void
  readonly #answers: T[] = []
  readonly #waiting: Waiting<T>[] = []
  readonly #leaving: (() => void)[] = []
  #phase: 'new' | 'open' | 'left' | 'ended' = 'new'
  #error: Error | null = null

  constructor(start: () => void, cancel: () => void) {
    this.#start = start
    this.#cancel = cancel
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#phase === 'new') {
      this.#phase = 'open'
      this.#start()
    }
    if (this.#answers.length > 0)
      return Promise.resolve({ done: false, value: this.#answers.shift() as T })
    if (this.#phase === 'open')
      return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
    const error = this.#error
    this.#error = null
    return error ? Promise.reject(error) : Promise.resolve(OVER)
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#answers.length = 0
    this.#error = null
    if (this.#phase === 'new') this.#phase = 'ended'
    if (this.#phase === 'open') {
      this.#phase = 'left'
      for (const { resolve } of this.#waiting.splice(0)) resolve(OVER)
      this.#cancel()
    }
    if (this.#phase === 'left')
      await new Promise<void>((resolve) => {
        this.#leaving.push(resolve)
      })
    return OVER
  }

  /** Takes the next answer from the other side. */
  push(answer: T): void {
    if (this.#phase !== 'open') return
    const first = this.#waiting.shift()
    if (first) first.resolve({ done: false, value: answer })
    else this.#answers.push(answer)
  }

  /** Takes the end. After the loop was left an error is of no interest: cancelling is not a failure. */
  end(error: Error | null): void {
    if (this.#phase === 'ended') return
    const left = this.#phase === 'left'
    this.#phase = 'ended'
    for (const resolve of this.#leaving.splice(0)) resolve()
    if (left) return
    const [first, ...rest] = this.#waiting.splice(0)
    if (!first) this.#error = error
    else if (error) first.reject(error)
    else first.resolve(OVER)
    for (const { resolve } of rest) resolve(OVER)
  }
}
