/** A matrix whose rows are stored as blocks of 4-bit or 8-bit integers, each block with a scale and a zero point. */
export interface BlockMatrix {
  readonly rows: number
  readonly columns: number
  readonly bits: 4 | 8
  readonly blockSize: number
  /** Bytes from one row to the next; within a byte the low four bits come first. */
  readonly rowStride: number
  readonly quants: Uint8Array
  /** (row, block) */
  readonly scales: Float32Array
  /** (row, block), or one for all */
  readonly zeros: Float32Array | number
}

/** The numbers of the matrix, (row, column): scale (quant - zero). */
export function dequantize(matrix: BlockMatrix): Float32Array<ArrayBuffer> {
  const { rows, columns, bits, blockSize, rowStride, quants, scales, zeros } = matrix
  const blocks = Math.ceil(columns / blockSize)
  const numbers = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const scale = scales[row * blocks + block]!
      const zero = typeof zeros === 'number' ? zeros : zeros[row * blocks + block]!
      const first = block * blockSize
      const end = row * columns + Math.min(columns, first + blockSize)
      let at = row * columns + first
      let from = row * rowStride + (first * bits) / 8
      if (bits === 8) {
        while (at < end) numbers[at++] = scale * (quants[from++]! - zero)
        continue
      }
      while (at + 1 < end) {
        const byte = quants[from++]!
        numbers[at++] = scale * ((byte & 15) - zero)
        numbers[at++] = scale * ((byte >> 4) - zero)
      }
      if (at < end) numbers[at] = scale * ((quants[from]! & 15) - zero)
    }
  }
  return numbers
}

const tile = 16

/** The numbers of the matrix, (column, row): sixteen rows at a time, so that whole cache lines are written. */
export function dequantizeTransposed(matrix: BlockMatrix): Float32Array<ArrayBuffer> {
  const { rows, columns, bits, blockSize, rowStride, quants, scales, zeros } = matrix
  const blocks = Math.ceil(columns / blockSize)
  const numbers = new Float32Array(rows * columns)
  const scale = new Float32Array(tile)
  const zero = new Float32Array(tile)
  for (let row = 0; row < rows; row += tile) {
    const count = Math.min(tile, rows - row)
    for (let block = 0; block < blocks; block++) {
      for (let i = 0; i < count; i++) {
        const at = (row + i) * blocks + block
        scale[i] = scales[at]!
        zero[i] = typeof zeros === 'number' ? zeros : zeros[at]!
      }
      const end = Math.min(columns, (block + 1) * blockSize)
      for (let column = block * blockSize; column < end; column++) {
        const shift = bits === 4 && column % 2 === 1 ? 4 : 0
        const mask = bits === 4 ? 15 : 255
        let from = row * rowStride + ((column * bits) >> 3)
        const at = column * rows + row
        for (let i = 0; i < count; i++) {
          numbers[at + i] = scale[i]! * (((quants[from]! >> shift) & mask) - zero[i]!)
          from += rowStride
        }
      }
    }
  }
  return numbers
}

/** The same matrix in 8-bit blocks of 32 with zero point 128; `round` is applied to each scale before it is used. */
export function requantize(
  matrix: BlockMatrix,
  round: (scale: number) => number = Math.fround,
): { quants: Uint8Array<ArrayBuffer>; scales: Float32Array<ArrayBuffer> } {
  const { rows, columns } = matrix
  const numbers = dequantize(matrix)
  const blocks = Math.ceil(columns / 32)
  const quants = new Uint8Array(rows * blocks * 32).fill(128)
  const scales = new Float32Array(rows * blocks)
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const from = row * columns + block * 32
      const to = Math.min(from + 32, (row + 1) * columns)
      let largest = 0
      for (let at = from; at < to; at++) {
        const size = Math.abs(numbers[at]!)
        if (size > largest) largest = size
      }
      const scale = round(largest / 127)
      scales[row * blocks + block] = scale
      if (scale === 0) continue
      let out = (row * blocks + block) * 32
      for (let at = from; at < to; at++) {
        const quant = Math.round(numbers[at]! / scale)
        quants[out++] = 128 + Math.max(-127, Math.min(127, quant))
      }
    }
  }
  return { quants, scales }
}
