import type { Captured } from '../steering/steerableModel.ts'

/**
 * A captured sequence and the buffers that move with it. An array that owns its whole buffer is moved and so empty
 * here afterwards; a view is copied out first, because cloning a view clones all of the buffer under it.
 */
export function handOver(captured: Captured): { answer: Captured; transfer: ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = []
  const own = (values: Float32Array): Float32Array => {
    const owned = ownsBuffer(values) ? values : new Float32Array(values)
    if (ownsBuffer(owned) && !transfer.includes(owned.buffer)) transfer.push(owned.buffer)
    return owned
  }
  const residual = own(captured.residual)
  const logits = captured.logits && own(captured.logits)
  const scores = captured.logprobs && { logprobs: own(captured.logprobs) }
  return { answer: { ...captured, residual, logits, ...scores }, transfer }
}

const ownsBuffer = (values: Float32Array): values is Float32Array<ArrayBuffer> =>
  values.buffer instanceof ArrayBuffer && values.byteLength === values.buffer.byteLength
