import { elementType } from './elementType.ts'
import { integerOf, type Node } from './node.ts'
import type { Graph } from './onnxModel.ts'

const truths = new Set([
  'Equal',
  'Less',
  'LessOrEqual',
  'Greater',
  'GreaterOrEqual',
  'And',
  'Or',
  'Not',
  'Xor',
])

/** The element types of all tensors of a graph whose nodes are in order: declared ones, the others by propagation. */
export function elementTypesOf(graph: Graph, nodes: readonly Node[]): Map<string, number> {
  const types = new Map<string, number>()
  for (const value of [...graph.values, ...graph.outputs, ...graph.inputs])
    if (value.type) types.set(value.name, value.type)
  for (const tensor of graph.initializers.values()) types.set(tensor.name, tensor.type)
  for (const node of nodes) {
    const type = outputType(node, types)
    for (const output of node.outputs)
      if (type && output && !types.has(output)) types.set(output, type)
  }
  return types
}

function outputType(node: Node, types: ReadonlyMap<string, number>): number | undefined {
  const typeOf = (slot: number): number | undefined => types.get(node.inputs[slot] ?? '')
  switch (node.op) {
    case 'Cast':
      return integerOf(node, 'to', elementType.float32)
    case 'Shape':
    case 'Size':
    case 'NonZero':
      return elementType.int64
    case 'Constant':
    case 'ConstantOfShape':
      return node.attributes.get('value')?.tensor?.type ?? elementType.float32
    case 'CastLike':
    case 'DequantizeLinear':
    case 'Where':
      return typeOf(1)
    case 'GatherBlockQuantized':
    case 'EmbedLayerNormalization':
    case 'MatMulIntegerToFloat':
      return typeOf(2)
    default:
      if (truths.has(node.op)) return elementType.bool
      return node.inputs.map((name) => types.get(name)).find((type) => type !== undefined)
  }
}
