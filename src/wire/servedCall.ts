import { breathe } from './breathe.ts'
import type { ToClient } from './protocol.ts'
import { packError } from './wireError.ts'

/** One call in the host: sends answers in their order, then exactly one end, whatever happens first. */
export class ServedCall {
  readonly #id: number
  readonly #post: (message: ToClient, transfer?: ArrayBuffer[]) => void
  readonly #onEnd: () => void
  #leave: (() => Promise<void>) | null = null // tells the engine that nobody listens
  #left = false
  #ended = false

  constructor(
    id: number,
    post: (message: ToClient, transfer?: ArrayBuffer[]) => void,
    onEnd: () => void,
  ) {
    this.#id = id
    this.#post = post
    this.#onEnd = onEnd
  }

  /** Answers once. */
  async settle(value: Promise<unknown>): Promise<void> {
    try {
      const settled = await value
      this.#end({ kind: 'value', id: this.#id, value: settled })
    } catch (error) {
      this.#end({ kind: 'failed', id: this.#id, error: packError(error) })
    }
  }

  /** Answers with all that `answers` yields; `pack` names the buffers to move. */
  async stream<T>(
    answers: AsyncIterable<T>,
    pack: (answer: T) => { answer: T; transfer: ArrayBuffer[] } = keep,
  ): Promise<void> {
    try {
      const iterator = answers[Symbol.asyncIterator]()
      this.#leave = async () => {
        await iterator.return?.()
      }
      while (!this.#left) {
        const next = await iterator.next()
        if (this.#left) return
        if (next.done) break
        const { answer, transfer } = pack(next.value)
        this.#post({ kind: 'answer', id: this.#id, answer }, transfer)
        await breathe()
      }
      if (!this.#left) this.#end({ kind: 'done', id: this.#id })
    } catch (error) {
      await this.fail(error)
    }
  }

  /** Leaves the engine's iterator at once, even while it computes, and ends the call when the engine has let go. */
  async cancel(): Promise<void> {
    if (this.#left) return
    this.#left = true
    try {
      await this.#leave?.()
      this.#end({ kind: 'done', id: this.#id })
    } catch (error) {
      this.#end({ kind: 'failed', id: this.#id, error: packError(error) })
    }
  }

  /** Ends the call with an error and lets the engine clean up. */
  async fail(error: unknown): Promise<void> {
    this.#end({ kind: 'failed', id: this.#id, error: packError(error) })
    await this.cancel()
  }

  #end(message: ToClient): void {
    if (this.#ended) return
    this.#post(message) // throws when a value cannot be cloned, and then the call has not ended yet
    this.#ended = true
    this.#onEnd()
  }
}

const keep = <T>(answer: T): { answer: T; transfer: ArrayBuffer[] } => ({ answer, transfer: [] })
