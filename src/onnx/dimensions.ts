import { LabError } from '../labError.ts'
import { integersOfAttribute } from './attribute.ts'
import { integerOf, type Node } from './node.ts'
import type { Graph, OnnxModel } from './onnxModel.ts'
import type { ResidualStream } from './residualStream.ts'
import { producersOf } from './topology.ts'

const norms = new Set(['LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization'])
const products = new Set([
  'MatMul',
  'MatMulInteger',
  'DynamicQuantizeMatMul',
  'MatMulIntegerToFloat',
])
const sameShape = new Set(['Cast', 'Identity', 'DequantizeLinear'])

/** Width of the residual stream: the first weight behind the embedding tells it. Throws LabError where none does. */
export function dModelOf(model: OnnxModel, stream: ResidualStream): number {
  const producers = producersOf(model.graph.nodes)
  const reached = new Set([stream.places[0]!.tensor])
  for (const node of stream.flow.nodes) {
    if (!node.inputs.some((name) => reached.has(name))) continue
    const width = widthRead(node, model.graph, producers)
    if (width !== undefined) return width
    for (const output of node.outputs) reached.add(output)
  }
  throw new LabError(
    'unsupported-model',
    `The width of the residual stream of ${model.file} cannot be told from its weights. This kind of model cannot be steered here.`,
  )
}

/** Size of the vocabulary: the last dimension of the logits, or the rows of the head where that is symbolic. */
export function vocabSizeOf(model: OnnxModel, stream: ResidualStream): number {
  const declared = model.graph.outputs.find((output) => output.name === 'logits')?.shape?.at(-1)
  if (typeof declared === 'number') return declared
  const producers = producersOf(model.graph.nodes)
  for (const node of stream.flow.nodes.toReversed()) {
    if (node.op === 'MatMulNBits') return integerOf(node, 'N', 0)
    if (!products.has(node.op) && node.op !== 'Gemm') continue
    const dims = constantDims(node.inputs[1] ?? '', model.graph, producers)
    const width = integerOf(node, 'transB', 0) ? dims?.at(-2) : dims?.at(-1)
    if (width !== undefined) return width
  }
  throw new LabError(
    'unsupported-model',
    `The size of the vocabulary of ${model.file} cannot be told from its graph.`,
  )
}

function widthRead(
  node: Node,
  graph: Graph,
  producers: ReadonlyMap<string, Node>,
): number | undefined {
  if (node.op === 'MatMulNBits') return integerOf(node, 'K', 0) || undefined
  const dims = node.inputs.slice(1).map((name) => constantDims(name, graph, producers))
  if (norms.has(node.op)) return dims[0]?.length === 1 ? dims[0][0] : undefined
  if (products.has(node.op)) return dims[0]?.length === 2 ? dims[0][0] : undefined
  if (node.op === 'Gemm' && dims[0]?.length === 2)
    return integerOf(node, 'transB', 0) ? dims[0][1] : dims[0][0]
  return undefined
}

/** Dimensions of a weight, also behind a transpose, a cast or a dequantization. */
function constantDims(
  name: string,
  graph: Graph,
  producers: ReadonlyMap<string, Node>,
  depth = 0,
): readonly number[] | undefined {
  const known = graph.initializers.get(name)?.dims
  const node = producers.get(name)
  if (known || !node || depth > 8) return known
  const before = node.inputs[0] ?? ''
  if (node.op === 'Constant') return node.attributes.get('value')?.tensor?.dims
  if (sameShape.has(node.op)) return constantDims(before, graph, producers, depth + 1)
  if (node.op !== 'Transpose') return undefined
  const dims = constantDims(before, graph, producers, depth + 1)
  const attribute = node.attributes.get('perm')
  const perm = attribute && integersOfAttribute(attribute)
  if (!dims || !perm) return dims?.toReversed()
  return perm.map((axis) => dims[axis] ?? 0)
}
