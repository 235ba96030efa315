import { join } from 'node:path'
import { readJson, tinyFolder } from './runCli.ts'

interface Encoded64 {
  shape: number[]
  b64: string
}

interface Run {
  logits_last: Encoded64
  greedy: number[]
  resid_post: Encoded64
}

/** Reference values of a tiny decoder as its golden.json holds them, decoded by Node's own means. */
export interface TinyReference {
  num_hidden_layers: number
  hidden_size: number
  vocab_size: number
  steer: { layer: number; vector: Encoded64 }
  prompts: (Run & {
    input_ids: number[]
    resid_embed: Encoded64
    steered: Run & { resid_post_from_layer: number }
  })[]
}

export const tinyReference = (name: string): TinyReference =>
  readJson(join(tinyFolder(name), 'golden.json'))

export function decoded({ b64 }: Encoded64): Float32Array {
  const bytes = Buffer.from(b64, 'base64')
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}
