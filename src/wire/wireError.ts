import { LabError, type LabErrorCode } from '../labError.ts'
import { optional, record, text } from './shape.ts'

/** An error as it crosses; `code` only for a LabError. */
export interface ErrorMessage {
  message: string
  code?: string
}

export const errorMessage = record({ message: text, code: optional(text) })

// Structured clone drops the class and the code of an error, so the codes are known here, all of them by type.
const codes: Readonly<Record<LabErrorCode, true>> = {
  'bad-input': true,
  'bad-file': true,
  'missing-file': true,
  'wrong-hash': true,
  'unsupported-model': true,
  'model-mismatch': true,
  'too-long': true,
  'no-memory': true,
  'device-lost': true,
  'worker-dead': true,
  'too-slow': true,
  network: true,
  'not-recorded': true,
  cancelled: true,
}

const isCode = (code: string | undefined): code is LabErrorCode =>
  code !== undefined && Object.hasOwn(codes, code)

/** Makes anything thrown fit to cross. */
export function packError(thrown: unknown): ErrorMessage {
  if (thrown instanceof LabError) return { message: thrown.message, code: thrown.code }
  return { message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** The error that was thrown on the other side: a LabError with its code, or an Error with its message. */
export const unpackError = ({ message, code }: ErrorMessage): Error =>
  isCode(code) ? new LabError(code, message) : new Error(message)
