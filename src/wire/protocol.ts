import type { DeriveEvent, DeriveRequest, LoadEvent, LoadRequest } from '../steering/labEngine.ts'
import type {
  Captured,
  CaptureRequest,
  GenerateRequest,
  GenerationEvent,
  LaneSteering,
  TextSource,
  Tokenized,
} from '../steering/steerableModel.ts'
import type { ErrorMessage } from './wireError.ts'

/** Every question the page may put to the worker, and what comes back: many answers for all but `tokenize`. */
export interface Calls {
  load: { request: LoadRequest; answer: LoadEvent }
  tokenize: { request: TextSource; answer: Tokenized }
  capture: { request: CaptureRequest; answer: Captured }
  generate: { request: GenerateRequest; answer: GenerationEvent }
  derive: { request: DeriveRequest; answer: DeriveEvent }
}

export type CallName = keyof Calls

/** The calls that answer many times. */
export type StreamName = Exclude<CallName, 'tokenize'>

/** Page → worker. `cancel` has no reply of its own: its call just ends early. */
export type ToHost =
  | {
      [K in CallName]: { kind: 'call'; id: number; call: K; request: Calls[K]['request'] }
    }[CallName]
  | { kind: 'cancel'; id: number }
  | { kind: 'steer'; id: number; lane: number; steering: LaneSteering }
  | { kind: 'ping' }
  | { kind: 'close' }

/** Worker → page. A call is answered by any number of `answer`s, then by exactly one `value`, `done` or `failed`. */
export type ToClient =
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'done'; id: number }
  | { kind: 'failed'; id: number; error: ErrorMessage }
  | { kind: 'pong' }
  | { kind: 'unreadable' } // a message to the host could not be deserialized, so its call can never end

/** On every message, so that each side can leave alone whatever else arrives on its port. */
export const MARK = 'evenkeel/1'

/** Marks a message as ours. */
export const marked = <M extends ToHost | ToClient>(message: M): M & { wire: string } => ({
  ...message,
  wire: MARK,
})
