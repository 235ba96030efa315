import * as v from 'valibot'
import { LabError } from '../labError.ts'

/** What config.json says and the lab needs. Absent numbers are left out, not guessed. */
export interface ModelConfig {
  nLayers?: number
  dModel?: number
  headDim?: number
  contextLength: number
  bosId: number | null
  stopIds: number[]
  dtype: string | null
}

const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)))
const ids = v.optional(v.nullable(v.union([v.number(), v.array(v.number())])))
const schema = v.looseObject({
  num_hidden_layers: count,
  n_layer: count,
  n_layers: count,
  num_layers: count,
  hidden_size: count,
  n_embd: count,
  d_model: count,
  num_attention_heads: count,
  n_head: count,
  head_dim: v.optional(v.nullable(v.number())),
  max_position_embeddings: count,
  n_positions: count,
  bos_token_id: v.optional(v.nullable(v.number())),
  eos_token_id: ids,
  'transformers.js_config': v.optional(v.looseObject({ dtype: v.optional(v.unknown()) })),
})

/** Parses config.json and generation_config.json (null when absent). Throws LabError `bad-file` naming the field. */
export function parseModelConfig(config: unknown, generation: unknown): ModelConfig {
  if (Array.isArray(config))
    throw new LabError('bad-file', 'config.json must hold an object, not a list. Fetch it again.')
  const parsed = v.safeParse(schema, config)
  if (!parsed.success) {
    const issue = parsed.issues[0]
    throw new LabError(
      'bad-file',
      `config.json: the field ${v.getDotPath(issue) ?? '(top)'} cannot be used (${issue.message}). Fetch it again.`,
    )
  }
  const c = parsed.output
  const nLayers = c.num_hidden_layers ?? c.n_layer ?? c.n_layers ?? c.num_layers
  const dModel = c.hidden_size ?? c.n_embd ?? c.d_model
  const heads = c.num_attention_heads ?? c.n_head
  const headDim = c.head_dim ?? (dModel && heads ? dModel / heads : undefined)
  const stop = new Set([c.eos_token_id ?? [], stopIdsOf(generation)].flat())
  const dtype = c['transformers.js_config']?.dtype
  return {
    ...(nLayers !== undefined && { nLayers }),
    ...(dModel !== undefined && { dModel }),
    ...(headDim !== undefined && { headDim }),
    contextLength: c.max_position_embeddings ?? c.n_positions ?? 2048,
    bosId: c.bos_token_id ?? null,
    stopIds: [...stop],
    dtype: typeof dtype === 'string' ? dtype : null,
  }
}

function stopIdsOf(generation: unknown): number | number[] {
  const parsed = v.safeParse(v.looseObject({ eos_token_id: ids }), generation)
  return parsed.success ? (parsed.output.eos_token_id ?? []) : []
}

const suffixes: Record<string, string> = {
  fp32: '',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
}

/** The graph file of a number format, named as transformers.js names it. */
export function graphPath(dtype: string): string {
  if (!/^[a-z0-9]+$/.test(dtype))
    throw new LabError(
      'bad-input',
      `"${dtype}" is no number format. Use fp32, fp16, q8, q4 or q4f16.`,
    )
  return `onnx/model${suffixes[dtype] ?? `_${dtype}`}.onnx`
}
