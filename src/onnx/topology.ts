import { LabError } from '../labError.ts'
import type { Node } from './node.ts'

/** Everything a node reads: its inputs, and what nested graphs (If, Loop) capture from outside. */
export function readsOf(node: Node): string[] {
  const reads = node.inputs.filter((name) => name !== '')
  for (const attribute of node.attributes.values()) reads.push(...attribute.captured)
  return reads
}

/** Which node makes a tensor. */
export function producersOf(nodes: readonly Node[]): Map<string, Node> {
  const producers = new Map<string, Node>()
  for (const node of nodes)
    for (const output of node.outputs) if (output) producers.set(output, node)
  return producers
}

/** The nodes so that each comes after those it reads from. Throws LabError bad-file for a graph with a cycle. */
export function inOrder(nodes: readonly Node[], file: string): Node[] {
  const producers = producersOf(nodes)
  const state = new Map<Node, 'open' | 'done'>()
  const ordered: Node[] = []
  for (const root of nodes) {
    const stack = [root]
    while (stack.length > 0) {
      const node = stack.at(-1)!
      const seen = state.get(node)
      if (seen) {
        stack.pop()
        if (seen === 'done') continue
        state.set(node, 'done')
        ordered.push(node)
        continue
      }
      state.set(node, 'open')
      for (const name of readsOf(node)) {
        const producer = producers.get(name)
        if (!producer) continue
        const before = state.get(producer)
        if (before === 'open')
          throw new LabError(
            'bad-file',
            `${file} is damaged: the node "${node.name}" depends on itself.`,
          )
        if (!before) stack.push(producer)
      }
    }
  }
  return ordered
}
