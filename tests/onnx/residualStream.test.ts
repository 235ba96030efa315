import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { type OnnxModel, parseOnnx } from '../../src/onnx/onnxModel.ts'
import { prepareGraph } from '../../src/onnx/prepare.ts'
import { findResidualStream } from '../../src/onnx/residualStream.ts'
import { bytesOf, graphFiles, tinyDecoders } from './tinyDecoders.ts'

const decoders = [...tinyDecoders('tiny-decoders'), ...tinyDecoders('number-formats')]

describe.each(decoders)('$name', ({ path, golden, reference }) => {
  const model = parseOnnx(bytesOf(path), 'model.onnx')

  it('has its residuals where the reference found them by value', () => {
    const stream = findResidualStream(model)
    expect(stream.nLayers).toBe(golden.num_hidden_layers)
    expect(stream.places).toHaveLength(golden.num_hidden_layers + 1)
    expect(stream.rule).toBe(path.includes('post-norm') ? 'post-norm' : 'last join')
    reference.residual_located_by_value.forEach((key, index) => {
      const place = stream.places[index]!
      if (key.sum_of_first_two_inputs_of_node) {
        expect(place.node.name).toBe(key.sum_of_first_two_inputs_of_node)
        expect(place).toMatchObject({ output: 3, tensor: '' })
      } else expect([key.tensor, ...(key.same_value ?? [])]).toContain(place.tensor)
    })
  })

  it('needs no names of nodes or inner tensors, only of inputs and outputs', () => {
    const expected = findResidualStream(model)
    const renamed = findResidualStream(withoutNames(model))
    const index = ({ graph }: OnnxModel, stream: typeof expected): number[] =>
      stream.places.map((place) =>
        graph.nodes.findIndex((node) => node.outputs[0] === place.node.outputs[0]),
      )
    expect(index(withoutNames(model), renamed)).toEqual(index(model, expected))
  })

  it('is found when the nodes of the file are out of order', () => {
    const shuffled = { ...model, graph: { ...model.graph, nodes: model.graph.nodes.toReversed() } }
    expect(findResidualStream(shuffled).places.map((place) => place.tensor)).toEqual(
      findResidualStream(model).places.map((place) => place.tensor),
    )
  })

  it('is refused when the config counts fewer or more blocks', () => {
    for (const nLayers of [1, 2, 3, 4, 5, 6, 8].filter((n) => n !== golden.num_hidden_layers)) {
      const error = expect(() => findResidualStream(model, nLayers))
      error.toThrow(LabError)
      error.toThrow(`num_hidden_layers=${nLayers}`)
    }
  })
})

describe('Width and vocabulary', () => {
  it.each(decoders)('of $name are told from the weights', ({ path, golden }) => {
    const graph = prepareGraph(graphFiles(path), {
      weights: 'as stored',
      hooks: 'none',
      pruneLogits: false,
    })
    expect(graph.dModel).toBe(golden.hidden_size)
    expect(graph.vocabSize).toBe(golden.vocab_size)
    expect([0, golden.head_dim]).toContain(graph.cache[0]!.headDim)
  })
})

/** The same model with other names for all nodes and inner tensors. */
function withoutNames(model: OnnxModel): OnnxModel {
  const { graph } = model
  const names = new Map<string, string>([['', '']])
  for (const value of [...graph.inputs, ...graph.outputs]) names.set(value.name, value.name)
  const rename = (name: string): string => {
    if (!names.has(name)) names.set(name, `t${names.size}`)
    return names.get(name)!
  }
  const initializers = new Map(
    [...graph.initializers.values()].map((tensor) => {
      const name = rename(tensor.name)
      return [name, { ...tensor, name }]
    }),
  )
  const nodes = graph.nodes.map((node) => ({
    ...node,
    name: '',
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
  }))
  return { ...model, graph: { ...graph, nodes, initializers, values: [] } }
}
