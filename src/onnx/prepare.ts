import { LabError } from '../labError.ts'
import { integerAttribute } from './attribute.ts'
import type { CacheTensor } from './cacheTensors.ts'
import { removeDeadCode } from './deadCode.ts'
import { dModelOf, vocabSizeOf } from './dimensions.ts'
import { byteLength } from './elementType.ts'
import { hookNames } from './hooks.ts'
import { insertHooks } from './insertHooks.ts'
import { pruneLogits } from './logitPositions.ts'
import { lowerWeights, type WeightForm } from './lowerWeights.ts'
import { type MountedFile, mountWeights } from './mountWeights.ts'
import { withAttribute } from './node.ts'
import { encodeOnnx, type Graph, type OnnxModel, parseOnnx } from './onnxModel.ts'
import { findResidualStream, type ResidualStream } from './residualStream.ts'
import { inOrder } from './topology.ts'

export type { WeightForm } from './lowerWeights.ts'

/** The files of a model as downloaded: the graph, and its external data by plain file name. */
export interface GraphFiles {
  readonly file: string
  readonly graph: Uint8Array
  readonly external: ReadonlyMap<string, Uint8Array>
}

export interface PrepareOptions {
  /** num_hidden_layers of the config, if it says so; else the cache tensors are counted. */
  readonly nLayers?: number
  readonly weights: WeightForm
  /** What can be done at the hook points; `none` adds no inputs for it, and reads only in a truncated graph. */
  readonly hooks: 'none' | 'add' | 'affine'
  /** The last block that is computed (0-based): no logits then, and the cache only up to that block. */
  readonly lastBlock?: number
  /** Adds the input for the positions whose logits are computed. */
  readonly pruneLogits: boolean
  /** Rewrites accuracy_level of the remaining MatMulNBits nodes; 0 keeps activations in full. */
  readonly accuracyLevel?: number
}

/** A graph ready for the runtime, and what its caller must know to feed it. */
export interface PreparedGraph {
  readonly graph: Uint8Array
  /** Its weights, which it points into. */
  readonly files: MountedFile[]
  readonly nLayers: number
  readonly dModel: number
  readonly vocabSize: number
  /** Hook points that are computed, from the start of the stream. */
  readonly nHooks: number
  readonly cache: Omit<CacheTensor, 'block'>[]
  readonly inputs: string[]
  /** How the stream was found; `hookTensors` are names in the graph as downloaded (a node, where the sum has no name). */
  readonly joins: { rule: string; perBlock: number; hookTensors: string[] }
}

/**
 * Edits a decoder so that its residual stream can be read and steered, and gives its weights the form asked for.
 * Throws LabError for files that are damaged, missing or do not fit together, and for models without such a stream.
 */
export function prepareGraph(files: GraphFiles, options: PrepareOptions): PreparedGraph {
  const model = parseOnnx(files.graph, files.file)
  if (model.opset < 13)
    throw new LabError(
      'unsupported-model',
      `${files.file} uses operator set ${model.opset}; 13 or newer is needed. Export the model again.`,
    )
  const stream = findResidualStream(model, options.nLayers)
  const { nLayers } = stream
  const last = options.lastBlock
  if (last !== undefined && !(Number.isInteger(last) && last >= 0 && last < nLayers))
    throw new RangeError(`lastBlock must be 0 to ${nLayers - 1}, not ${last}.`)
  const nHooks = last === undefined ? nLayers + 1 : last + 2
  const dModel = dModelOf(model, stream)
  const cache = stream.cache.filter((tensor) => last === undefined || tensor.block <= last)
  const edited = editGraph(model, stream, options, { nHooks, dModel, cache })
  refuseOtherInputs(edited, cache, model.file)
  const lowered = removeDeadCode(lowerWeights(edited, files, options.weights))
  const { graph, mounted } = mountWeights(
    withAccuracy(lowered, options.accuracyLevel),
    model,
    files,
  )
  return {
    graph: encodeOnnx(model, graph),
    files: mounted,
    nLayers,
    dModel,
    vocabSize: vocabSizeOf(model, stream),
    nHooks,
    cache: cache.map(({ block: _, ...tensor }) => tensor),
    inputs: graph.inputs.map((input) => input.name),
    joins: {
      rule: stream.rule,
      perBlock: stream.perBlock,
      hookTensors: stream.places.map((place) => place.tensor || place.node.name),
    },
  }
}

function editGraph(
  model: OnnxModel,
  stream: ResidualStream,
  options: PrepareOptions,
  size: { nHooks: number; dModel: number; cache: readonly CacheTensor[] },
): Graph {
  const isTruncated = options.lastBlock !== undefined
  let graph = model.graph
  if (options.pruneLogits && !isTruncated) graph = pruneLogits(graph, stream)
  if (options.hooks !== 'none' || isTruncated)
    graph = insertHooks(graph, {
      model,
      stream,
      kind: options.hooks,
      count: size.nHooks,
      dModel: size.dModel,
    })
  const wanted = new Set<string>(size.cache.map((tensor) => tensor.present))
  wanted.add(hookNames.residual)
  if (!isTruncated) wanted.add('logits')
  return removeDeadCode({
    ...graph,
    nodes: inOrder(graph.nodes, model.file),
    outputs: graph.outputs.filter((output) => wanted.has(output.name)),
  })
}

const ownInputs = new Set<string>([
  'input_ids',
  'attention_mask',
  'position_ids',
  ...Object.values(hookNames),
])

function refuseOtherInputs(graph: Graph, cache: readonly CacheTensor[], file: string): void {
  const pasts = new Set(cache.map((tensor) => tensor.past))
  const other = graph.inputs.find((input) => !ownInputs.has(input.name) && !pasts.has(input.name))
  if (other)
    throw new LabError(
      'unsupported-model',
      `${file} needs the input "${other.name}", which Evenkeel does not know how to fill. Choose a plain text decoder.`,
    )
}

function withAccuracy(graph: Graph, level: number | undefined): Graph {
  if (level === undefined) return graph
  const attribute = integerAttribute('accuracy_level', level)
  const nodes = graph.nodes.map((node) =>
    node.op === 'MatMulNBits' ? withAttribute(node, attribute) : node,
  )
  return { ...graph, nodes }
}

/** How many bytes the weights take at run time in the form asked for. Reads no weights. Throws as parseOnnx does. */
export function loweredBytes(files: GraphFiles, weights: WeightForm): number {
  const model = parseOnnx(files.graph, files.file)
  const nodes = inOrder(model.graph.nodes, files.file)
  const graph = removeDeadCode(lowerWeights({ ...model.graph, nodes }, files, weights))
  let total = 0
  for (const tensor of graph.initializers.values())
    total += byteLength(tensor.type, tensor.dims) ?? 0
  return total
}
