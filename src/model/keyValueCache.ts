import type { Tensor } from 'onnxruntime-web'
import type { OrtModule } from './runtime.ts'
import type { Session } from './session.ts'

/** Keys and values of every block for `rows` sequences of `length` tokens each, by the name of the graph's past input. */
export interface KeyValueCache {
  readonly rows: number
  readonly length: number
  readonly tensors: ReadonlyMap<string, Tensor> // (rows, heads, length, headDim)
}

/** An empty cache for `rows` sequences. `headDim` is used where the graph leaves the head size open. */
export function emptyCache(
  ort: OrtModule,
  session: Session,
  rows: number,
  headDim: number,
): KeyValueCache {
  const tensors = new Map<string, Tensor>()
  for (const entry of session.graph.cache) {
    const none = entry.type === 'float16' ? new Uint16Array(0) : new Float32Array(0)
    const dims = [rows, entry.heads, 0, entry.headDim || headDim]
    tensors.set(entry.past, new ort.Tensor(entry.type, none as Float32Array, dims))
  }
  return { rows, length: 0, tensors }
}

/**
 * Gives back what a cache holds, also on the GPU where copying has read it back: then it only seems to be on the CPU.
 * Nothing is left of the cache; giving it back again does nothing.
 */
export function disposeCache(cache: KeyValueCache): void {
  for (const tensor of cache.tensors.values()) if (tensor.location !== 'none') tensor.dispose()
}

/**
 * A cache of chosen rows: each entry of `picks` is a cache of the same length and one of its rows.
 * Reads GPU tensors back once; the sources stay usable.
 */
export async function gatherRows(
  ort: OrtModule,
  picks: readonly { cache: KeyValueCache; row: number }[],
): Promise<KeyValueCache> {
  const [first] = picks
  if (!first) throw new RangeError('gatherRows needs at least one row')
  const { length } = first.cache
  if (picks.some(({ cache }) => cache.length !== length))
    throw new RangeError('gatherRows needs caches of one length')
  const tensors = new Map<string, Tensor>()
  for (const [name, sample] of first.cache.tensors) {
    const [, heads = 0, , headDim = 0] = sample.dims
    const rowSize = heads * length * headDim
    const sources = new Map<KeyValueCache, CacheData>()
    for (const { cache } of picks)
      if (!sources.has(cache))
        sources.set(cache, bitsOf((await cache.tensors.get(name)?.getData()) as CacheData))
    const rows =
      sample.type === 'float16'
        ? new Uint16Array(picks.length * rowSize)
        : new Float32Array(picks.length * rowSize) // (row, head, position, headDim)
    picks.forEach(({ cache, row }, index) => {
      const source = sources.get(cache)
      if (source) rows.set(source.subarray(row * rowSize, (row + 1) * rowSize), index * rowSize)
    })
    const dims = [picks.length, heads, length, headDim]
    tensors.set(name, new ort.Tensor(sample.type as 'float32', rows as Float32Array, dims))
  }
  return { rows: picks.length, length, tensors }
}

type CacheData = Float32Array | Uint16Array

/** Half-precision numbers as their bits, also where the platform has an array type of its own for them. */
function bitsOf(data: CacheData): CacheData {
  return data.BYTES_PER_ELEMENT === 2 && !(data instanceof Uint16Array)
    ? new Uint16Array(
        (data as Float32Array).buffer,
        (data as Float32Array).byteOffset,
        (data as Float32Array).length,
      )
    : data
}
