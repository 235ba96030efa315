import { LabError } from '../labError.ts'
import { externalFiles, parseOnnx } from '../onnx/onnxModel.ts'
import type { GraphFiles } from '../onnx/prepare.ts'
import { sha256Hex, textHash } from '../steering/hash.ts'
import type { LoadEvent } from '../steering/labEngine.ts'
import { DownloadProgress } from './downloadProgress.ts'
import { type Manifest, manifestPath, parseManifest, verifyFile } from './manifest.ts'
import { graphPath, type ModelConfig, parseModelConfig } from './modelConfig.ts'
import { type ModelFolder, parseJson, readOptional } from './modelFolder.ts'
import { createTokenizer, type Tokenizer } from './tokenizer.ts'

/** A model's files, read and checked, before any session is made. */
export interface ModelFiles {
  config: ModelConfig
  dtype: string
  graph: GraphFiles
  tokenizer: Tokenizer | null
  hash: string
  verified: boolean // against a manifest
  extras: { direction: unknown; reference: unknown } // null when the folder has none
  sizes: { path: string; bytes: number }[]
}

export interface ReadModelOptions {
  dtype?: string
  onEvent?: (event: LoadEvent) => void
  signal?: AbortSignal
}

/** What is read beside the graph and its data, where it is there. */
const beside = {
  tokenizer: 'tokenizer.json',
  tokenizerConfig: 'tokenizer_config.json',
  direction: 'evenkeel/calm-to-desperate.json',
  reference: 'evenkeel/reference.json',
} as const

/** Reads a model folder, with progress in bytes, and checks every file that the manifest names. Throws LabError. */
export async function readModelFiles(
  folder: ModelFolder,
  options: ReadModelOptions = {},
): Promise<ModelFiles> {
  const { onEvent, signal } = options
  const manifestBytes = await readOptional(folder, manifestPath)
  const manifest = manifestBytes && parseManifest(parseJson(manifestBytes, manifestPath))
  const digests: string[] = []
  const sizes: { path: string; bytes: number }[] = []
  const progress = new DownloadProgress(onEvent)

  const read = async (path: string, counts: boolean): Promise<Uint8Array<ArrayBuffer> | null> => {
    const expected = manifest?.files[path]
    const bytes = await readOptional(folder, path, {
      ...(expected && { hash: expected.sha256 }),
      ...(signal && { signal }),
      onBytes: (done, total) => progress.tell(path, done, expected?.bytes ?? total),
    })
    progress.end(path, bytes?.byteLength ?? 0)
    if (!bytes) return null
    try {
      await verifyFile(manifest, path, bytes)
    } catch (error) {
      if (expected) await folder.forget?.(path, expected.sha256)
      throw error
    }
    if (counts) {
      digests.push(`${path} ${expected?.sha256 ?? (await sha256Hex(bytes))}`)
      sizes.push({ path, bytes: bytes.byteLength })
    }
    return bytes
  }
  const required = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await read(path, true)
    if (bytes) return bytes
    throw new LabError(
      'missing-file',
      `${path} is missing from the model folder ${folder.name}. Add it, then load again.`,
    )
  }
  const json = async (path: string, counts = false): Promise<unknown> => {
    const bytes = await read(path, counts)
    return bytes && parseJson(bytes, path)
  }

  const config = parseModelConfig(
    parseJson(await required('config.json'), 'config.json'),
    await json('generation_config.json'),
  )
  const dtype = options.dtype ?? config.dtype ?? (await onlyDtype(folder, manifest)) ?? 'fp32'
  const file = graphPath(dtype)
  const bytes = await required(file)
  // Names that lead out of the folder, and files that are missing, are refused by name when the graph is prepared.
  const names = externalFiles(parseOnnx(bytes, file)).filter((name) => !/[/\\:]/.test(name))
  const data = names.map((name) => `onnx/${name}`)
  const sizeOf = (path: string) => [path, manifest?.files[path]?.bytes ?? 0] as const
  progress.expect(new Map([...data, ...Object.values(beside)].map(sizeOf)))
  const [weights, tokenizerJson, tokenizerConfig, direction, reference] = await Promise.all([
    Promise.all(data.map((path) => read(path, true))),
    json(beside.tokenizer, true),
    json(beside.tokenizerConfig),
    json(beside.direction),
    json(beside.reference),
  ])
  const external = new Map<string, Uint8Array>()
  weights.forEach((bytes, i) => {
    if (bytes) external.set(names[i]!, bytes)
  })
  return {
    config,
    dtype,
    graph: { file, graph: bytes, external },
    tokenizer:
      tokenizerJson === null
        ? null
        : createTokenizer(tokenizerJson, tokenizerConfig ?? {}, config.bosId),
    hash: await textHash(digests.sort().join('\n')),
    verified: manifest !== null,
    extras: { direction, reference },
    sizes: sizes.sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

async function onlyDtype(folder: ModelFolder, manifest: Manifest | null): Promise<string | null> {
  const paths = (await folder.list?.()) ?? Object.keys(manifest?.files ?? {})
  const graphs = paths.filter((path) => /^onnx[\\/]model\w*\.onnx$/.test(path))
  if (graphs.length !== 1) return null
  const suffix = /model_?(\w*)\.onnx$/.exec(graphs[0] ?? '')?.[1]
  return suffix === 'quantized' ? 'q8' : suffix || 'fp32'
}
