/** Something that happened so many ms after the start. */
export interface Timed<T> {
  ms: number
  event: T
}

/**
 * Gives recorded events at the pace at which they came, or at so many times that pace. `take` fetches them when the loop
 * begins; leaving the loop ends the wait at once. Throws what `take` throws.
 */
export function replay<T>(
  take: () => Promise<readonly Timed<T>[]>,
  pace = 1,
): AsyncIterableIterator<T> {
  const left = new AbortController()
  const events = paced(take, pace, left.signal)
  return {
    next: () => events.next(),
    return: (value) => {
      left.abort()
      return events.return(value)
    },
    throw: (error) => {
      left.abort()
      return events.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function* paced<T>(
  take: () => Promise<readonly Timed<T>[]>,
  pace: number,
  left: AbortSignal,
): AsyncGenerator<T> {
  const events = await take()
  const start = performance.now()
  for (const { ms, event } of events) {
    await due(start + ms / pace, left)
    if (left.aborted) return
    yield event
  }
}

/** Waits until a time of `performance.now()`, or until the loop was left. */
function due(time: number, left: AbortSignal): Promise<void> {
  const wait = time - performance.now()
  if (wait <= 0 || left.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(done, wait)
    left.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      left.removeEventListener('abort', done)
      resolve()
    }
  })
}
