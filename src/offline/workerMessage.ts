/** What a tab tells the service worker. */
export type ToServiceWorker =
  | { kind: 'hello'; version: string } // what the tab runs, for the worker that serves it
  | { kind: 'which version' } // answered on the port that comes along
  | { kind: 'take over' } // by the worker that waits
  | { kind: 'keep runtime'; gpu: boolean } // so that the model starts without a network

/** Reads a message; null for what is none. */
export function readToServiceWorker(data: unknown): ToServiceWorker | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null
  if (data.kind === 'take over' || data.kind === 'which version') return { kind: data.kind }
  if (data.kind === 'keep runtime' && 'gpu' in data && typeof data.gpu === 'boolean')
    return { kind: 'keep runtime', gpu: data.gpu }
  if (data.kind === 'hello' && 'version' in data && typeof data.version === 'string')
    return { kind: 'hello', version: data.version }
  return null
}

/** Asks the worker which version it serves; null when it does not answer in time. */
export function versionOf(worker: ServiceWorker, patienceMs = 5_000): Promise<string | null> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(null), patienceMs)
    const end = (version: string | null): void => {
      clearTimeout(timer)
      port1.close()
      resolve(version)
    }
    port1.onmessage = ({ data }) => end(typeof data === 'string' ? data : null)
    worker.postMessage({ kind: 'which version' } satisfies ToServiceWorker, [port2])
  })
}
