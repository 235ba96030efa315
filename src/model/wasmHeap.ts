let largest: WebAssembly.Memory | null = null
let watching = false

/**
 * Watches the WebAssembly memory that the runtime is about to make, which it does not give out itself.
 * Returns a function for its bytes: memory of this kind never shrinks, so they are its peak.
 */
export function watchWasmHeap(): () => number | null {
  if (!watching) {
    watching = true
    WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
      construct(target, args: [WebAssembly.MemoryDescriptor]) {
        largest = new target(...args)
        return largest
      },
    })
  }
  return () => largest?.buffer.byteLength ?? null
}
