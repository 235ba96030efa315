import { describe, expect, it } from 'vitest'
import { type Attribute, parseAttribute } from '../../src/onnx/attribute.ts'
import { removeDeadCode } from '../../src/onnx/deadCode.ts'
import { MessageWriter } from '../../src/onnx/messageWriter.ts'
import { encodeNode, makeNode } from '../../src/onnx/node.ts'
import type { Graph } from '../../src/onnx/onnxModel.ts'
import { makeTensor } from '../../src/onnx/tensor.ts'
import { inOrder, readsOf } from '../../src/onnx/topology.ts'
import type { ValueInfo } from '../../src/onnx/valueInfo.ts'

const value = (name: string): ValueInfo => ({ name, type: 1, shape: [1] })
const weight = (name: string) => makeTensor(name, [1], 1, Float32Array.of(1))

/** A branch of an If node that computes Neg(outer). */
function branch(outer: string): Attribute {
  const graph = new MessageWriter()
    .bytes(1, encodeNode(makeNode('Neg', [outer], ['negated'])))
    .message(12, new MessageWriter().text(1, 'negated'))
  const bytes = new MessageWriter().text(1, 'then_branch').message(6, graph).finish()
  return parseAttribute(bytes, 0, bytes.length)
}

const graph: Graph = {
  nodes: [
    makeNode('Add', ['x', 'used'], ['sum']),
    makeNode('Relu', ['y'], ['unused']),
    makeNode('If', ['condition'], ['out'], [branch('sum')]),
  ],
  initializers: new Map(['used', 'idle'].map((name) => [name, weight(name)])),
  inputs: ['x', 'y', 'condition'].map(value),
  outputs: [value('out')],
  values: [],
  rest: [],
}

describe('Dead code', () => {
  it('goes, with its weights and inputs', () => {
    const left = removeDeadCode(graph)
    expect(left.nodes.map((node) => node.op)).toEqual(['Add', 'If'])
    expect([...left.initializers.keys()]).toEqual(['used'])
    expect(left.inputs.map((input) => input.name)).toEqual(['x', 'condition'])
  })

  it('is not what a nested graph takes from outside', () => {
    expect(readsOf(graph.nodes[2]!)).toEqual(['condition', 'sum', 'negated'])
  })

  it('is found in a graph put in order, which a cycle cannot be', () => {
    const [add, , branching] = graph.nodes
    expect(inOrder([branching!, add!], 'f').map((node) => node.op)).toEqual(['Add', 'If'])
    const cycle = [makeNode('Neg', ['a'], ['b']), makeNode('Neg', ['b'], ['a'])]
    expect(() => inOrder(cycle, 'model.onnx')).toThrow('depends on itself')
  })
})
