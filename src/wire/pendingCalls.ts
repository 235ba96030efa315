import { answerShapes } from './payload.ts'
import type { CallName, ToClient, ToHost } from './protocol.ts'
import { unpackError } from './wireError.ts'

/** Who waits for a call: `answer` for each answer or the value, then `end` once. */
export interface Waiter {
  answer(answer: unknown): void
  end(error: Error | null): void
}

/** The calls that wait for their end, by id. */
export class PendingCalls {
  readonly #waiters = new Map<number, { call: CallName; waiter: Waiter }>()
  readonly #post: (message: ToHost) => void

  constructor(post: (message: ToHost) => void) {
    this.#post = post
  }

  /** Sends a call. A request that cannot be cloned ends its call at once. */
  open(message: ToHost & { kind: 'call' }, waiter: Waiter): void {
    this.#waiters.set(message.id, { call: message.call, waiter })
    try {
      this.#post(message)
    } catch (error) {
      this.end(message.id, error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** Asks the host to let go of a call that still runs. */
  cancel(id: number): void {
    if (this.#waiters.has(id)) this.#post({ kind: 'cancel', id })
  }

  /** Hands a message to the call that waits for it; one for a call that has ended is dropped. */
  take(message: Exclude<ToClient, { kind: 'pong' | 'unreadable' }>): void {
    if (message.kind === 'done') this.end(message.id, null)
    else if (message.kind === 'failed') this.end(message.id, unpackError(message.error))
    else {
      this.#answer(message.id, message.kind === 'answer' ? message.answer : message.value)
      if (message.kind === 'value') this.end(message.id, null)
    }
  }

  end(id: number, error: Error | null): void {
    const waiter = this.#waiters.get(id)?.waiter
    this.#waiters.delete(id)
    waiter?.end(error)
  }

  endAll(error: Error): void {
    for (const id of [...this.#waiters.keys()]) this.end(id, error)
  }

  #answer(id: number, answer: unknown): void {
    const pending = this.#waiters.get(id)
    if (!pending) return
    const fault = answerShapes[pending.call](answer, 'answer')
    if (fault) {
      this.cancel(id)
      this.end(
        id,
        new Error(`The engine gave ${pending.call} an answer of another shape: ${fault}.`),
      )
    } else pending.waiter.answer(answer)
  }
}
