import { LabError } from '../labError.ts'
import { say } from '../language/say.ts'

/** What to tell a person about an error. A LabError is already a sentence; anything else is a fault of the lab. */
export function sentenceOf(error: unknown): string {
  if (error instanceof LabError) return error.message
  const what = error instanceof Error ? error.message : String(error)
  return say('fault.inside', { what })
}

/** Whether the engine behind this error is gone, so that only loading again helps. */
export function isLoss(error: unknown): error is LabError {
  return error instanceof LabError && (error.code === 'device-lost' || error.code === 'worker-dead')
}
