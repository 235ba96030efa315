let newest: WebAssembly.Memory | null = null
let watching = false

/**
 * Watches the WebAssembly memory that the runtime is about to make, which it does not give out itself.
 * Returns a function for the bytes of the newest one: memory of this kind never shrinks, so they are its peak.
 */
export function watchWasmHeap(): () => number | null {
  if (!watching) {
    watching = true
    WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
      construct(target, args: [WebAssembly.MemoryDescriptor]) {
        newest = new target(...args)
        return newest
      },
    })
  }
  return () => newest?.buffer.byteLength ?? null
}
