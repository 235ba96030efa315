import type { BlockMatrix } from './blockMatrix.ts'
import { elementType } from './elementType.ts'
import { integerOf, type Node } from './node.ts'
import type { Graph } from './onnxModel.ts'
import type { Tensor } from './tensor.ts'
import { type WeightFiles, weightBytes, weightFloats } from './weightBytes.ts'

/** What a MatMulNBits or GatherBlockQuantized node says of its matrix; the numbers are read when asked for. */
export interface QuantizedWeight {
  /** Equal for nodes that use the same numbers, such as a tied embedding and head. */
  readonly key: string
  readonly rows: number
  readonly columns: number
  readonly bits: 4 | 8
  readonly blockSize: number
  readonly scaleType: number
  readonly zeros: 'default' | 'packed' | 'float'
  readonly read: () => BlockMatrix
}

const sameBytes = new Set(['Reshape', 'Identity', 'Squeeze', 'Unsqueeze', 'Flatten'])

/**
 * Reads the description of a node with quantized weights, or undefined for one that cannot be lowered. Throws LabError
 * for weights that are missing or out of range, so that `read` cannot fail on the files later.
 */
export function quantizedWeightOf(
  node: Node,
  graph: Graph,
  producers: ReadonlyMap<string, Node>,
  files: WeightFiles,
): QuantizedWeight | undefined {
  const constant = (slot: number): Tensor | undefined =>
    constantBehind(node.inputs[slot] ?? '', graph, producers)
  const isGather = node.op === 'GatherBlockQuantized'
  const data = constant(isGather ? 0 : 1)
  const scales = constant(2)
  const zeros = constant(3)
  if (!data || !scales || Boolean(node.inputs[3]) !== Boolean(zeros)) return undefined
  const shape = isGather ? gatherShape(node, data, scales) : productShape(node)
  if (!shape || !fits(shape, data, scales)) return undefined
  const zeroKind = zeros ? zerosOf(shape, data, scales, zeros) : 'default'
  if (!zeroKind) return undefined
  for (const tensor of zeros ? [data, scales, zeros] : [data, scales]) weightBytes(tensor, files)
  const key = [data.name, scales.name, zeros?.name ?? '', shape.columns].join('\n')
  const read = (): BlockMatrix => readMatrix(shape, data, scales, zeros, files)
  return { ...shape, key, scaleType: scales.type, zeros: zeroKind, read }
}

interface Shape {
  readonly rows: number
  readonly columns: number
  readonly bits: 4 | 8
  readonly blockSize: number
  readonly rowStride: number
  /** Added to signed integers to make them unsigned; 0 for unsigned ones. */
  readonly bias: number
  readonly defaultZero: number
}

function productShape(node: Node): Shape | undefined {
  const bits = integerOf(node, 'bits', 4)
  const blockSize = integerOf(node, 'block_size', 0)
  const columns = integerOf(node, 'K', 0)
  const rows = integerOf(node, 'N', 0)
  if ((bits !== 4 && bits !== 8) || node.inputs[4] || !isBlockSize(blockSize)) return undefined
  const rowStride = (Math.ceil(columns / blockSize) * blockSize * bits) / 8
  return { rows, columns, bits, blockSize, rowStride, bias: 0, defaultZero: 2 ** (bits - 1) }
}

function gatherShape(node: Node, data: Tensor, scales: Tensor): Shape | undefined {
  const isByte = data.type === elementType.uint8
  const isSigned = data.type === elementType.int4
  if (!isByte && !isSigned && data.type !== elementType.uint4) return undefined
  const bits = isByte ? integerOf(node, 'bits', 4) : 4
  const blockSize = integerOf(node, 'block_size', 128)
  const [rows = 0, blocks = 0] = scales.dims
  const axis = integerOf(node, 'quantize_axis', 1)
  if ((bits !== 4 && bits !== 8) || scales.dims.length !== 2 || !isBlockSize(blockSize))
    return undefined
  if (integerOf(node, 'gather_axis', 0) !== 0 || (axis !== 1 && axis !== -1)) return undefined
  const stored = data.dims.slice(1).reduce((product, dim) => product * dim, 1)
  const columns = isByte ? (stored * 8) / bits : stored
  if (data.dims[0] !== rows || columns % 2 !== 0 || Math.ceil(columns / blockSize) !== blocks)
    return undefined
  return {
    rows,
    columns,
    bits,
    blockSize,
    rowStride: (columns * bits) / 8,
    bias: isSigned ? 8 : 0,
    defaultZero: isByte ? 2 ** (bits - 1) : isSigned ? 8 : 0,
  }
}

function fits(shape: Shape, data: Tensor, scales: Tensor): boolean {
  const blocks = Math.ceil(shape.columns / shape.blockSize)
  const sizes = [shape.rows, shape.columns, shape.blockSize, shape.rowStride]
  if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0)) return false
  const half = data.type === elementType.uint4 || data.type === elementType.int4 ? 2 : 1
  const scaleFits = scales.type === elementType.float32 || scales.type === elementType.float16
  return (
    scaleFits &&
    count(data) / half === shape.rows * shape.rowStride &&
    count(scales) === shape.rows * blocks
  )
}

function isBlockSize(size: number): boolean {
  return size >= 16 && Number.isInteger(Math.log2(size))
}

function count(tensor: Tensor): number {
  return tensor.dims.reduce((product, dim) => product * dim, 1)
}

/** How the zero points are written, or undefined where they do not fit the matrix. */
function zerosOf(
  shape: Shape,
  data: Tensor,
  scales: Tensor,
  zeros: Tensor,
): 'float' | 'packed' | undefined {
  const blocks = Math.ceil(shape.columns / shape.blockSize)
  const stride = Math.ceil((blocks * shape.bits) / 8)
  if (zeros.type === scales.type) return count(zeros) === shape.rows * blocks ? 'float' : undefined
  const expected = data.type === elementType.uint8 ? shape.rows * stride : shape.rows * blocks
  return zeros.type === data.type && count(zeros) === expected ? 'packed' : undefined
}

function readMatrix(
  shape: Shape,
  data: Tensor,
  scaleTensor: Tensor,
  zeroTensor: Tensor | undefined,
  files: WeightFiles,
): BlockMatrix {
  const { bits, bias, defaultZero, ...rest } = shape
  const bytes = weightBytes(data, files)
  const scales = weightFloats(scaleTensor, files)
  if (!bytes || !scales) throw new RangeError(`The numbers of ${data.name} are written one by one.`)
  const quants = bias ? bytes.map((byte) => byte ^ 0x88) : bytes
  const zeros = zeroTensor ? readZeros(shape, zeroTensor, files) : defaultZero
  return { ...rest, bits, quants, scales, zeros }
}

/** Zero points as numbers (row, block): floats as they are, packed integers unpacked. */
function readZeros(shape: Shape, zeros: Tensor, files: WeightFiles): Float32Array {
  const { rows, columns, bits, blockSize, bias } = shape
  const floats = weightFloats(zeros, files)
  const bytes = weightBytes(zeros, files)
  if (floats || !bytes) return floats ?? new Float32Array(0)
  const blocks = Math.ceil(columns / blockSize)
  const rowBits =
    zeros.type === elementType.uint8 ? Math.ceil((blocks * bits) / 8) * 8 : blocks * bits
  const numbers = new Float32Array(rows * blocks)
  for (let row = 0; row < rows; row++)
    for (let block = 0; block < blocks; block++) {
      const at = row * rowBits + block * bits
      const quant = (bytes[at >> 3]! >> (at & 7)) & (2 ** bits - 1)
      numbers[row * blocks + block] = quant ^ bias
    }
  return numbers
}

/** The weight itself, seen through nodes that only change its shape. */
function constantBehind(
  name: string,
  graph: Graph,
  producers: ReadonlyMap<string, Node>,
): Tensor | undefined {
  let behind = name
  for (;;) {
    const tensor = graph.initializers.get(behind)
    if (tensor) return tensor.data.kind === 'listed' ? undefined : tensor
    const node = producers.get(behind)
    if (!node || !sameBytes.has(node.op)) return undefined
    behind = node.inputs[0] ?? ''
  }
}
