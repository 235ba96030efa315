import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphFiles } from '../../src/onnx/prepare.ts'

const root = join(import.meta.dirname, '../fixtures')

interface Encoded {
  shape: number[]
  b64: string
}

interface Steered {
  resid_post?: Encoded
  resid_post_from_layer?: number
  logits_last: Encoded
}

export interface Prompt {
  input_ids: number[]
  resid_embed: Encoded
  resid_post: Encoded
  logits_last: Encoded
  steered: Steered
}

export interface GoldenFile {
  dtype: string
  accuracy_level?: number
  tolerance_abs: { resid: number; logits: number }
  residual_located_by_value: {
    tensor?: string
    same_value?: string[]
    sum_of_first_two_inputs_of_node?: string
  }[]
  prompts?: { logits_last: Encoded; resid_post?: Encoded; steered: Steered }[]
}

export interface Golden {
  hidden_size: number
  head_dim: number
  num_hidden_layers: number
  vocab_size: number
  steer: { layer: number; vector: Encoded }
  prompts: Prompt[]
  files: Record<string, GoldenFile>
}

/** A file of a fixture with its reference values. */
export interface TinyDecoder {
  readonly name: string
  readonly path: string
  readonly golden: Golden
  readonly reference: GoldenFile
}

export function floats(encoded: Encoded): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(encoded.b64, 'base64'))
  return new Float32Array(bytes.buffer)
}

/** All files of all fixtures under `collection`. */
export function tinyDecoders(collection: string): TinyDecoder[] {
  return readdirSync(join(root, collection)).flatMap((name) => {
    let text: string
    try {
      text = readFileSync(join(root, collection, name, 'golden.json'), 'utf8')
    } catch {
      return []
    }
    const golden = JSON.parse(text) as Golden
    return Object.entries(golden.files).map(([file, reference]) => ({
      name: `${name}/${file}`,
      path: join(root, collection, name, file),
      golden,
      reference,
    }))
  })
}

export function graphFiles(path: string): GraphFiles {
  const folder = join(path, '..')
  const external = new Map(
    readdirSync(folder)
      .filter((name) => name.includes('onnx_data'))
      .map((name) => [name, bytesOf(join(folder, name))]),
  )
  return { file: path.split('/').at(-1)!, graph: bytesOf(path), external }
}

export interface Malformed {
  dir: string
  file: string
  expected: string
  loads_in_native_runtime: boolean
}

export function malformedCases(): (Malformed & { files: GraphFiles; nLayers?: number })[] {
  const folder = join(root, 'tiny-decoders')
  const cases = JSON.parse(readFileSync(join(folder, 'malformed.json'), 'utf8')) as Malformed[]
  return cases.map((entry) => {
    const config = JSON.parse(readFileSync(join(folder, entry.dir, 'config.json'), 'utf8')) as {
      num_hidden_layers?: number
    }
    const nLayers = config.num_hidden_layers
    const files = graphFiles(join(folder, entry.dir, entry.file))
    return { ...entry, files, ...(nLayers !== undefined && { nLayers }) }
  })
}

export function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path))
}
