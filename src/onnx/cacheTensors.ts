import { LabError } from '../labError.ts'
import { elementType } from './elementType.ts'
import type { OnnxModel } from './onnxModel.ts'

/** One tensor of the key/value cache: what goes in, what comes out. `headDim` and `heads` are 0 where only the config knows. */
export interface CacheTensor {
  readonly past: string
  readonly present: string
  /** The block that the tensor belongs to (0-based). */
  readonly block: number
  readonly heads: number
  readonly headDim: number
  readonly type: 'float32' | 'float16'
}

const presentName = /^present\.(\d+)\.(?:key|value)$/

/**
 * The cache of a decoder in the order of its outputs. Throws LabError unsupported-model where there is no decoder with
 * logits and a cache, or where a cache tensor lacks its counterpart.
 */
export function findCache(model: OnnxModel): CacheTensor[] {
  const { file, graph } = model
  const outputs = new Set(graph.outputs.map((output) => output.name))
  const pasts = new Map(graph.inputs.map((input) => [input.name, input]))
  const presents = [...outputs].filter((name) => presentName.test(name))
  const expected = [...pasts.keys()]
    .filter((name) => /^past_key_values\.\d+\.(?:key|value)$/.test(name))
    .map((name) => name.replace('past_key_values', 'present'))
  if (!outputs.has('logits') || presents.length + expected.length === 0) {
    const missing = [
      ...(outputs.has('logits') ? [] : ['logits output']),
      ...(presents.length > 0 ? [] : ['present.* outputs']),
    ]
    throw new LabError(
      'unsupported-model',
      `${file} is not a decoder with logits and a key/value cache (no ${missing.join(', no ')}). Choose a text generation export with cache ("text-generation-with-past").`,
    )
  }
  const absent = expected.filter((name) => !outputs.has(name))
  if (absent.length > 0)
    throw new LabError(
      'unsupported-model',
      `${file} lacks ${absent.length} of its present.* (key/value cache) outputs, such as ${absent[0]}. Export it again with its cache.`,
    )
  return presents.map((present) => {
    const past = pasts.get(present.replace('present', 'past_key_values'))
    if (!past)
      throw new LabError(
        'unsupported-model',
        `${file} has the cache output ${present} but no input for it. Export it again with its cache.`,
      )
    return {
      past: past.name,
      present,
      block: Number(presentName.exec(present)![1]),
      heads: sizeOf(past.shape?.[1]),
      headDim: sizeOf(past.shape?.[3]),
      type: past.type === elementType.float16 ? 'float16' : 'float32',
    }
  })
}

function sizeOf(dim: number | string | undefined): number {
  return typeof dim === 'number' ? dim : 0
}
