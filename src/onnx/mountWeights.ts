import { byteLength, elementType } from './elementType.ts'
import type { Graph, OnnxModel } from './onnxModel.ts'
import type { Tensor } from './tensor.ts'
import { type WeightFiles, weightBytes } from './weightBytes.ts'

/** A file that the runtime sees beside the graph. What `read` gives holds until any file of the graph is read again. */
export interface MountedFile {
  readonly path: string
  readonly length: number // in bytes
  readonly read: () => Uint8Array
}

interface Outside {
  readonly tensor: Tensor
  readonly bytes: Uint8Array
}

/**
 * The graph with its weights outside: each points into the downloaded bytes where it stands, or into a file of its own
 * whose numbers are made when the runtime reads them. Of a download of which less than half is still used, the used part
 * is copied, so that the runtime is not handed the rest.
 */
export function mountWeights(
  graph: Graph,
  model: OnnxModel,
  files: WeightFiles,
): { graph: Graph; mounted: MountedFile[] } {
  const initializers = new Map(graph.initializers)
  const mounted: MountedFile[] = []
  const mount = (data: Uint8Array, path: string, used: readonly Outside[]): void => {
    mounted.push({ path, length: data.length, read: () => data })
    for (const { tensor, bytes } of used)
      initializers.set(
        tensor.name,
        pointing(tensor, path, bytes.byteOffset - data.byteOffset, bytes.length),
      )
  }
  const newPath = (): string => `evenkeel.weights.${mounted.length}`

  const own = model.file.split(/[/\\]/).at(-1) || 'graph'
  const downloads = new Map(
    [...files.external, [own, model.bytes] as const].map(([path, data]) => [
      path,
      { data, used: [] as Outside[] },
    ]),
  )
  for (const tensor of graph.initializers.values()) {
    if (tensor.data.kind === 'made') {
      const file = { path: newPath(), length: sizeOf(tensor), read: tensor.data.make }
      mounted.push(file)
      initializers.set(tensor.name, pointing(tensor, file.path, 0, file.length))
      continue
    }
    const bytes = weightBytes(tensor, files)
    if (!bytes || (tensor.data.kind === 'inline' && staysInline(tensor, bytes))) continue
    const home = tensor.data.kind === 'external' ? tensor.data.location : own
    const download = downloads.get(home)
    if (bytes.buffer === download?.data.buffer) download.used.push({ tensor, bytes })
    else mount(bytes, newPath(), [{ tensor, bytes }])
  }
  for (const [path, { data, used }] of downloads) {
    const total = used.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (total === 0) continue
    if (total * 2 >= data.length) mount(data, path, used)
    else {
      const copies = packed(used, total)
      mount(copies.data, newPath(), copies.used)
    }
  }
  return { graph: { ...graph, initializers }, mounted }
}

function sizeOf({ name, type, dims }: Tensor): number {
  const size = byteLength(type, dims)
  if (size === undefined) throw new RangeError(`${name} was made in a type of unknown size`)
  return size
}

/** Small ones stay, and so do lists of sizes, which the runtime wants to see when it loads the graph. */
function staysInline(tensor: Tensor, bytes: Uint8Array): boolean {
  return bytes.length < (tensor.type === elementType.int64 ? 65536 : 1024)
}

/** The same tensors with their bytes copied into one new buffer. */
function packed(
  tensors: readonly Outside[],
  total: number,
): { data: Uint8Array; used: readonly Outside[] } {
  const data = new Uint8Array(total)
  let at = 0
  const used = tensors.map(({ tensor, bytes }) => {
    data.set(bytes, at)
    at += bytes.length
    return { tensor, bytes: data.subarray(at - bytes.length, at) }
  })
  return { data, used }
}

function pointing(tensor: Tensor, location: string, offset: number, length: number): Tensor {
  return {
    ...tensor,
    data: { kind: 'external', location, offset: String(offset), length: String(length) },
  }
}
