/**
 * Waits for one turn of the event loop, so that messages which already arrived are read. Awaiting a promise does not:
 * a model on wasm answers within microtasks. A timer would cost 4 ms a turn in a browser, a message costs microseconds.
 */
export function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
