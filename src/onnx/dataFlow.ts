import type { Node } from './node.ts'
import type { Graph } from './onnxModel.ts'

/** The part of a graph through which one tensor (the embedding) reaches another (the logits). */
export interface DataFlow {
  readonly source: string
  /** The live nodes, in order. */
  readonly nodes: readonly Node[]
  /** Nodes that every path from source to sink passes, in order: the spine of the graph. */
  readonly dominators: ReadonlySet<Node>
  /** True for tensors that carry values from source to sink. */
  readonly carries: (tensor: string) => boolean
}

const valuesIgnored = new Set(['Shape', 'Size', 'ConstantOfShape', 'Range'])
const fusedAttention = new Set([
  'GroupQueryAttention',
  'MultiHeadAttention',
  'SparseAttention',
  'PagedAttention',
])

/** The data flow of `nodes` (in order) from the outputs of `origin`, or a graph input, to `sink`; undefined if none. */
export function traceFlow(
  graph: Graph,
  nodes: readonly Node[],
  origin: { readonly source: string; readonly node?: Node },
  sink: string,
): DataFlow | undefined {
  const cacheOutputs = new Set(
    graph.outputs.map((output) => output.name).filter((name) => name !== sink),
  )
  const forward = new Set(origin.node ? origin.node.outputs.filter(Boolean) : [origin.source])
  for (const node of nodes)
    if (flowingInputs(node).some((name) => forward.has(name)))
      for (const output of node.outputs)
        if (output && !cacheOutputs.has(output)) forward.add(output)
  if (!forward.has(sink)) return undefined

  const carried = new Set([sink])
  const live: Node[] = []
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((output) => carried.has(output) && forward.has(output))) continue
    if (node === origin.node) continue
    live.push(node)
    for (const name of flowingInputs(node)) if (forward.has(name)) carried.add(name)
  }
  live.reverse()
  const carries = (tensor: string): boolean => forward.has(tensor) && carried.has(tensor)
  const start = origin.node ? origin.node.outputs.filter(carries) : [origin.source]
  return {
    source: start[0] ?? origin.source,
    nodes: live,
    dominators: spine(live, start, carries),
    carries,
  }
}

/** Inputs whose values flow into the outputs; keys and values of fused attention are left out, as blocks may share them. */
function flowingInputs(node: Node): readonly string[] {
  if (valuesIgnored.has(node.op)) return []
  const unpacked = fusedAttention.has(node.op) && node.inputs[0] && node.inputs[1]
  return unpacked ? node.inputs.filter((_, slot) => slot !== 1 && slot !== 2) : node.inputs
}

/** A node dominates when nothing made before it is still read after it: one sweep over the nodes in order. */
function spine(
  live: readonly Node[],
  start: readonly string[],
  carries: (tensor: string) => boolean,
): Set<Node> {
  const lastRead = new Map<string, number>()
  live.forEach((node, position) => {
    for (const name of flowingInputs(node)) if (carries(name)) lastRead.set(name, position)
  })
  const dominators = new Set<Node>()
  let reach = Math.max(-1, ...start.map((name) => lastRead.get(name) ?? -1))
  live.forEach((node, position) => {
    if (reach <= position) dominators.add(node)
    for (const output of node.outputs) reach = Math.max(reach, lastRead.get(output) ?? -1)
  })
  return dominators
}
