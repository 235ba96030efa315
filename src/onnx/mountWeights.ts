import { elementType } from './elementType.ts'
import type { Graph, OnnxModel } from './onnxModel.ts'
import type { Tensor } from './tensor.ts'
import { type WeightFiles, weightBytes } from './weightBytes.ts'

/** A file that the runtime sees beside the graph. */
export interface MountedFile {
  readonly path: string
  readonly data: Uint8Array
}

interface Outside {
  readonly tensor: Tensor
  readonly bytes: Uint8Array
}

/**
 * The graph with its weights outside: each points into the downloaded bytes where it stands, or into a file made here.
 * Of a download of which less than half is still used, the used part is copied, so that the rest can be let go.
 */
export function mountWeights(
  graph: Graph,
  model: OnnxModel,
  files: WeightFiles,
): { graph: Graph; externalData: { path: string; data: Uint8Array }[] } {
  const downloads = new Map<string, { file: MountedFile; used: Outside[] }>()
  const own = model.file.split(/[/\\]/).at(-1) || 'graph'
  for (const [path, data] of [...files.external, [own, model.bytes] as const])
    downloads.set(path, { file: { path, data }, used: [] })
  const made: Outside[] = []
  for (const tensor of graph.initializers.values()) {
    const bytes = weightBytes(tensor, files)
    if (!bytes || (tensor.data.kind === 'inline' && staysInline(tensor, bytes))) continue
    const home = tensor.data.kind === 'external' ? tensor.data.location : own
    const used =
      bytes.buffer === downloads.get(home)?.file.data.buffer ? downloads.get(home)!.used : made
    used.push({ tensor, bytes })
  }

  const initializers = new Map(graph.initializers)
  const externalData: { path: string; data: Uint8Array }[] = []
  const mount = (file: MountedFile, used: readonly Outside[]): void => {
    externalData.push(file)
    for (const { tensor, bytes } of used)
      initializers.set(tensor.name, pointing(tensor, file.path, bytes, file.data))
  }
  for (const { file, used } of downloads.values()) {
    const total = used.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (total * 2 < file.data.length) made.push(...packed(used, total))
    else if (total > 0) mount(file, used)
  }
  const byBuffer = new Map<ArrayBufferLike, Outside[]>()
  for (const outside of made) {
    const same = byBuffer.get(outside.bytes.buffer) ?? []
    same.push(outside)
    byBuffer.set(outside.bytes.buffer, same)
  }
  let count = 0
  for (const [buffer, used] of byBuffer)
    mount({ path: `evenkeel.weights.${count++}`, data: new Uint8Array(buffer) }, used)
  return { graph: { ...graph, initializers }, externalData }
}

/** Small ones stay, and so do lists of sizes, which the runtime wants to see when it loads the graph. */
function staysInline(tensor: Tensor, bytes: Uint8Array): boolean {
  return bytes.length < (tensor.type === elementType.int64 ? 65536 : 1024)
}

/** The same tensors with their bytes copied into one new buffer. */
function packed(used: readonly Outside[], total: number): Outside[] {
  const buffer = new Uint8Array(total)
  let at = 0
  return used.map(({ tensor, bytes }) => {
    buffer.set(bytes, at)
    at += bytes.length
    return { tensor, bytes: buffer.subarray(at - bytes.length, at) }
  })
}

function pointing(tensor: Tensor, path: string, bytes: Uint8Array, file: Uint8Array): Tensor {
  const offset = String(bytes.byteOffset - file.byteOffset)
  const data = { kind: 'external', location: path, offset, length: String(bytes.length) } as const
  return { ...tensor, data }
}
