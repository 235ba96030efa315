/**
 * A file for onnxruntime-web whose bytes are read only while a session is made, one tensor after another, so that lowered
 * weights never lie in JavaScript all at once. Of the array that it is given, the runtime looks at `byteLength` and copies
 * what `subarray` gives (decision 0005); nothing else of it may be used.
 */
export function bytesOnDemand(length: number, read: () => Uint8Array): Uint8Array {
  return Object.defineProperties(new Uint8Array(0), {
    byteLength: { value: length },
    subarray: { value: (from: number, to: number) => read().subarray(from, to) },
  })
}
