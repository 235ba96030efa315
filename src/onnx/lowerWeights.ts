import { integerAttribute } from './attribute.ts'
import { dequantize, dequantizeTransposed, requantize } from './blockMatrix.ts'
import { elementType } from './elementType.ts'
import { fromHalf, toHalf } from './halfFloat.ts'
import { integerOf, makeNode, type Node } from './node.ts'
import type { Graph } from './onnxModel.ts'
import { type QuantizedWeight, quantizedWeightOf } from './quantizedNode.ts'
import type { Tensor } from './tensor.ts'
import { producersOf } from './topology.ts'
import type { WeightFiles } from './weightBytes.ts'

/** How the weights are given to the runtime. */
export type WeightForm = 'as stored' | 'float32' | '8-bit blocks'

/**
 * The graph with its block-quantized weights in another form. The numbers are made only when they are mounted; a
 * matrix that an embedding and a head share is made once. Nodes that cannot be lowered stay as they are.
 */
export function lowerWeights(graph: Graph, files: WeightFiles, form: WeightForm): Graph {
  if (form === 'as stored') return graph
  const producers = producersOf(graph.nodes)
  const quantized = new Map<Node, QuantizedWeight>()
  for (const node of graph.nodes) {
    if (node.op !== 'MatMulNBits' && node.op !== 'GatherBlockQuantized') continue
    const weight = quantizedWeightOf(node, graph, producers, files)
    if (weight) quantized.set(node, weight)
  }
  const lowering = new Lowering(quantized)
  const nodes = graph.nodes.flatMap((node) => {
    const weight = quantized.get(node)
    if (!weight) return [node]
    return form === 'float32' ? lowering.toFloat32(node, weight) : lowering.toBlocks(node, weight)
  })
  const initializers = new Map(graph.initializers)
  for (const tensor of lowering.made.values()) initializers.set(tensor.name, tensor)
  return { ...graph, nodes, initializers }
}

class Lowering {
  readonly made = new Map<string, Tensor>()
  readonly #gathered: ReadonlySet<string>
  #room = new Float32Array(0)

  constructor(quantized: ReadonlyMap<Node, QuantizedWeight>) {
    const gathers = [...quantized].filter(([node]) => node.op === 'GatherBlockQuantized')
    this.#gathered = new Set(gathers.map(([, weight]) => weight.key))
  }

  toFloat32(node: Node, weight: QuantizedWeight): Node[] {
    return node.op === 'MatMulNBits' ? this.#product(node, weight) : this.#lookup(node, weight)
  }

  #lookup(node: Node, weight: QuantizedWeight): Node[] {
    const output = node.outputs[0]!
    const isHalf = weight.scaleType === elementType.float16
    const rows = isHalf ? `${output}.float32` : output
    const gather = {
      ...makeNode('Gather', [this.#table(weight), node.inputs[1]!], [rows]),
      name: node.name,
    }
    return isHalf ? [gather, cast(rows, output, elementType.float16)] : [gather]
  }

  #product(node: Node, weight: QuantizedWeight): Node[] {
    const [activations = '', , , , , bias] = node.inputs
    const output = node.outputs[0]!
    const isHalf = weight.scaleType === elementType.float16
    const steps: Node[] = []
    let from = activations
    if (isHalf) {
      from = `${output}.input`
      steps.push(cast(activations, from, elementType.float32))
    }
    const cooked = bias ? `${output}.unbiased` : output
    const product = isHalf ? `${output}.float32` : cooked
    const isTied = this.#gathered.has(weight.key)
    const multiply = isTied
      ? makeNode(
          'FusedMatMul',
          [from, this.#table(weight)],
          [product],
          [integerAttribute('transB', 1)],
          'com.microsoft',
        )
      : makeNode('MatMul', [from, this.#columns(weight)], [product])
    steps.push({ ...multiply, name: node.name })
    if (isHalf) steps.push(cast(product, cooked, elementType.float16))
    if (bias) steps.push(makeNode('Add', [cooked, bias], [output]))
    return steps
  }

  /** The matrix as it is multiplied: (column, row). */
  #columns(weight: QuantizedWeight): string {
    const name = `evenkeel.columns.${weight.key.split('\n')[0]}`
    return this.#make(name, [weight.columns, weight.rows], elementType.float32, () =>
      bytesOf(dequantizeTransposed(weight.read(), this.#roomFor(weight))),
    )
  }

  /** The matrix as rows are looked up: (row, column). */
  #table(weight: QuantizedWeight): string {
    const name = `evenkeel.rows.${weight.key.split('\n')[0]}`
    return this.#make(name, [weight.rows, weight.columns], elementType.float32, () =>
      bytesOf(dequantize(weight.read(), this.#roomFor(weight))),
    )
  }

  /** Room for one matrix, the same for one after another: memory that is new costs as much as filling it. */
  #roomFor({ rows, columns }: QuantizedWeight): Float32Array<ArrayBuffer> {
    const size = rows * columns
    if (this.#room.length < size) this.#room = new Float32Array(size)
    return this.#room.subarray(0, size)
  }

  /** 8-bit blocks of 32 have kernels everywhere; float zero points have none on a GPU. */
  toBlocks(node: Node, weight: QuantizedWeight): Node[] {
    const isKept = weight.bits === 8 && weight.zeros !== 'float'
    if (node.op !== 'MatMulNBits' || isKept) return [node]
    const [activations = '', , , , , bias] = node.inputs
    const isHalf = weight.scaleType === elementType.float16
    const blocks = Math.ceil(weight.columns / 32)
    const base = `evenkeel.blocks.${weight.key.split('\n')[0]}`
    let both: ReturnType<typeof requantize> | undefined
    const requantized = (): ReturnType<typeof requantize> => {
      both ??= requantize(weight.read(), isHalf ? roundToHalf : Math.fround)
      return both
    }
    const quants = this.#make(
      base,
      [weight.rows, blocks, 32],
      elementType.uint8,
      () => requantized().quants,
    )
    const scales = this.#make(`${base}.scales`, [weight.rows, blocks], weight.scaleType, () => {
      const { scales } = requantized()
      both = undefined
      return bytesOf(isHalf ? Uint16Array.from(scales, toHalf) : scales)
    })
    const inputs = bias
      ? [activations, quants, scales, '', '', bias]
      : [activations, quants, scales]
    const attributes = [
      integerAttribute('K', weight.columns),
      integerAttribute('N', weight.rows),
      integerAttribute('bits', 8),
      integerAttribute('block_size', 32),
      integerAttribute('accuracy_level', integerOf(node, 'accuracy_level', 0)),
    ]
    const blocksNode = makeNode('MatMulNBits', inputs, node.outputs, attributes, 'com.microsoft')
    return [{ ...blocksNode, name: node.name }]
  }

  #make(
    name: string,
    dims: readonly number[],
    type: number,
    make: () => Uint8Array<ArrayBuffer>,
  ): string {
    if (!this.made.has(name))
      this.made.set(name, { name, dims, type, data: { kind: 'made', make } })
    return name
  }
}

function cast(from: string, to: string, type: number): Node {
  return makeNode('Cast', [from], [to], [integerAttribute('to', type)])
}

function bytesOf(
  numbers: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** To the nearest float16. */
function roundToHalf(scale: number): number {
  return fromHalf(Uint16Array.of(toHalf(scale)))[0]!
}
