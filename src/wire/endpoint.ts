/** One end of a channel: a Worker, the `self` of a worker, or a MessagePort. */
export interface MessageEndpoint {
  postMessage(message: unknown, options: { transfer: Transferable[] }): void
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
  start?: () => void // a MessagePort keeps messages back until it is started
  close?: () => void
  terminate?: () => void // a Worker
}

/** Ends what is on the other side (a Worker) or the channel to it (a MessagePort), and frees its memory. */
export function releaseEndpoint(port: MessageEndpoint): void {
  if (port.terminate) port.terminate()
  else port.close?.()
}
