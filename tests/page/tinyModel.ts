import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { logProbability } from '../../src/math/samplingDistribution.ts'
import { encodeDirectionFile } from '../../src/steering/directionFile.ts'
import { encodeArray, parseEncodedArray } from '../../src/steering/encodedArray.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'

const place = join(import.meta.dirname, '../fixtures/tiny-decoders/llama-fused')
const nLayers = 4
const dModel = 48
const format = { add_prefix_space: false, trim_offsets: true, use_regex: true }

/** The files of a model folder by their paths. */
export type FolderFiles = Map<string, Buffer>

/**
 * A whole model folder around a tiny decoder with random weights: a token is a byte, the context is 128 tokens, and a
 * random direction is its default. It loads in a second, for tests of what the page does and not of what a model says.
 * With `reference` it ships reference values too.
 */
export async function tinyModel({ reference = false } = {}): Promise<FolderFiles> {
  const files: FolderFiles = new Map()
  for (const path of ['config.json', 'onnx/model.onnx'])
    files.set(path, await readFile(join(place, path)))
  const put = (path: string, value: unknown) => files.set(path, Buffer.from(JSON.stringify(value)))
  put('generation_config.json', {})
  put('tokenizer.json', byteTokenizer())
  put('tokenizer_config.json', {
    chat_template: "{% for message in messages %}{{ message['content'] }}{% endfor %}",
  })
  put('evenkeel/calm-to-desperate.json', randomDirections())
  if (reference) put('evenkeel/reference.json', await referenceValues())
  put('manifest.json', manifestOf(files))
  return files
}

/** Sizes and hashes of the files, as they lie beside a model. */
export function manifestOf(files: FolderFiles): unknown {
  const entries = [...files]
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, bytes]) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return [path, { bytes: bytes.length, sha256 }] as const
    })
  return { files: Object.fromEntries(entries) }
}

/** Answers the page's requests for the bundled model with these files; what is not among them is missing. */
export async function replaceModel(page: Page, files: FolderFiles): Promise<void> {
  await page.route('**/models/SmolLM2-135M-Instruct/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/SmolLM2-135M-Instruct/')[1] ?? ''
    const body = files.get(path)
    return body
      ? route.fulfill({ body, contentType: 'application/octet-stream' })
      : route.fulfill({ status: 404 })
  })
}

/** Settings that suit the tiny model, as if an earlier visit had stored them. */
export async function storeTinySettings(page: Page, change: object = {}): Promise<void> {
  const draft = { prompt: 'Hello', steerBlock: '2', readBlock: '3', maxTokens: '20', ...change }
  await page.addInitScript((stored) => {
    if (localStorage.getItem('evenkeel.draft') === null)
      localStorage.setItem('evenkeel.draft', stored)
  }, JSON.stringify(draft))
}

/** What the last block gives for the longer prompt, as computed with PyTorch, in the form that the lab reads. */
async function referenceValues(): Promise<unknown> {
  const { prompts } = JSON.parse(await readFile(join(place, 'golden.json'), 'utf8'))
  const { input_ids: ids, resid_post, logits_last } = prompts[1]
  const residual = parseEncodedArray(resid_post, 'resid_post').values // (layer, position, dModel)
  const last = residual.subarray((nLayers - 1) * ids.length * dModel)
  const logits = parseEncodedArray(logits_last, 'logits_last').values
  return {
    format: 'evenkeel-reference/1',
    ids,
    at: [residPost(nLayers - 1)],
    positions: [...ids.keys()],
    residual: encodeArray(last, [1, ids.length, dModel]),
    top: [0, 1, 2].map((id) => ({ id, logprob: logProbability(logits, id) })),
  }
}

/** Ids are bytes; the letters that stand for bytes in such files are those of byte-level BPE. */
function byteTokenizer(): unknown {
  const printable = (byte: number) =>
    (byte > 32 && byte < 127) || (byte > 160 && byte !== 173 && byte < 256)
  const vocab: Record<string, number> = {}
  let others = 0
  for (let byte = 0; byte < 256; byte++)
    vocab[String.fromCodePoint(printable(byte) ? byte : 256 + others++)] = byte
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', ...format },
    post_processor: null,
    decoder: { type: 'ByteLevel', ...format },
    model: { type: 'BPE', vocab, merges: [], byte_fallback: false },
  }
}

function randomDirections(): unknown {
  const directions = new Float32Array(nLayers * dModel)
  for (let layer = 0; layer < nLayers; layer++)
    directions.set(randomDirection(dModel, layer), layer * dModel)
  return encodeDirectionFile({
    recipe: 'calm-to-desperate',
    nLayers,
    dModel,
    directions,
    typicalNorms: new Float32Array(nLayers).fill(10),
    neutralMeans: new Float32Array(nLayers * dModel),
    readingSd: new Float32Array(nLayers).fill(1),
    neutralComponents: new Array<number>(nLayers).fill(0),
    passport: {
      name: 'at random',
      model: 'SmolLM2-135M-Instruct', // whose place it takes
      modelHash: '0'.repeat(64),
      contrastHash: '0'.repeat(64),
      recipeHash: '0'.repeat(64),
      recipe: 'calm-to-desperate',
      code: '0',
      neutralTokens: 0,
    },
  })
}
