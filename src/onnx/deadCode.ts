import type { Node } from './node.ts'
import type { Graph } from './onnxModel.ts'
import { readsOf } from './topology.ts'

/** The graph without what none of its outputs needs: nodes (which must be in order), weights and inputs. */
export function removeDeadCode(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map((output) => output.name))
  const nodes: Node[] = []
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output))) continue
    nodes.push(node)
    for (const name of readsOf(node)) needed.add(name)
  }
  return {
    ...graph,
    nodes: nodes.reverse(),
    initializers: new Map([...graph.initializers].filter(([name]) => needed.has(name))),
    inputs: graph.inputs.filter(
      (input) => needed.has(input.name) && !graph.initializers.has(input.name),
    ),
  }
}
