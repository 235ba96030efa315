import { LabError } from '../labError.ts'

/** What an error of the runtime means to a person, and what to do. */
export function runtimeRefusal(cause: unknown): LabError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const noMemory = memoryRefusal(cause)
  if (noMemory) return noMemory
  if (/no available backend/i.test(reason))
    return new LabError(
      'network',
      `The inference engine could not be fetched or started (${reason.replace(/^.*ERR: /, '').replace(/\.$/, '')}). Check the connection, then load again.`,
      { cause },
    )
  if (/device.*(lost|destroyed)|lost.*device/i.test(reason))
    return new LabError('device-lost', 'The graphics card was lost. Load the model again.', {
      cause,
    })
  return new LabError('unsupported-model', `The inference engine refused the model: ${reason}`, {
    cause,
  })
}

/** What an allocation that failed in JavaScript or in the runtime means to a person; null for other errors. */
export function memoryRefusal(cause: unknown): LabError | null {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (
    !/memory|allocat|out of bounds|RangeError|std::bad_alloc|integer overflow|^\d+$/i.test(reason)
  )
    return null
  return new LabError(
    'no-memory',
    'There is not enough memory for this model here. Close other tabs, or use a smaller model, then load again.',
    { cause },
  )
}
