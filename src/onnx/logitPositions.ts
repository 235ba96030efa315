import { integerAttribute } from './attribute.ts'
import { elementType } from './elementType.ts'
import { hookNames } from './hooks.ts'
import { makeNode } from './node.ts'
import type { Graph } from './onnxModel.ts'
import type { ResidualStream } from './residualStream.ts'

const heads = new Set([
  'MatMul',
  'MatMulNBits',
  'MatMulInteger',
  'DynamicQuantizeMatMul',
  'FusedMatMul',
])

/**
 * The graph with an input for the positions whose logits are computed: only they go through the head, and `logits`
 * has the shape (row, count, vocabulary).
 */
export function pruneLogits(graph: Graph, stream: ResidualStream): Graph {
  const kept = 'evenkeel.kept'
  const enters = entersHead(stream)
  const whole = enters ?? 'evenkeel.all_logits'
  const swap = (name: string): string =>
    enters === undefined ? (name === 'logits' ? whole : name) : name === enters ? kept : name
  const nodes = graph.nodes.map((node) => {
    if (enters === undefined)
      return node.outputs.includes('logits') ? { ...node, outputs: node.outputs.map(swap) } : node
    return node.inputs.includes(enters) ? { ...node, inputs: node.inputs.map(swap) } : node
  })
  const gather = makeNode(
    'Gather',
    [whole, hookNames.logitPositions],
    [enters === undefined ? 'logits' : kept],
    [integerAttribute('axis', 1)],
  )
  return {
    ...graph,
    nodes: [...nodes, gather],
    inputs: [
      ...graph.inputs,
      { name: hookNames.logitPositions, type: elementType.int64, shape: ['evenkeel_logits'] },
    ],
    outputs: graph.outputs.map((output) =>
      output.name === 'logits' && output.shape
        ? { ...output, shape: [output.shape[0] ?? '', 'evenkeel_logits', output.shape[2] ?? ''] }
        : output,
    ),
  }
}

/** The one tensor through which everything enters the head, or undefined where the head is not a plain product. */
function entersHead(stream: ResidualStream): string | undefined {
  const { nodes, dominators, carries } = stream.flow
  const head = nodes.findLastIndex((node) => heads.has(node.op) || node.op === 'Gemm')
  const last = nodes.indexOf(stream.places.at(-1)!.node)
  const reshapes = nodes.slice(head + 1).some((node) => node.op === 'Reshape')
  if (nodes[head]?.op === 'Gemm' || reshapes) return undefined
  for (const node of nodes.slice(last, head).toReversed()) {
    const live = node.outputs.filter((output) => output !== '' && carries(output))
    if (dominators.has(node) && live.length === 1) return live[0]
  }
  return undefined
}
