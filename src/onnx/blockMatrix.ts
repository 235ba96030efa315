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

/** The numbers of the matrix, (row, column): scale (quant - zero). They go into `numbers`, of just that size. */
export function dequantize(
  matrix: BlockMatrix,
  numbers = new Float32Array(matrix.rows * matrix.columns),
): Float32Array<ArrayBuffer> {
  const { rows, columns, bits, blockSize, rowStride, quants, scales, zeros } = matrix
  const blocks = Math.ceil(columns / blockSize)
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

/** The same numbers, (column, row): sixteen rows at a time, so that whole cache lines are written. */
export function dequantizeTransposed(
  matrix: BlockMatrix,
  numbers = new Float32Array(matrix.rows * matrix.columns),
): Float32Array<ArrayBuffer> {
  const { rows, columns, bits, blockSize, rowStride, scales, zeros } = matrix
  const blocks = Math.ceil(columns / blockSize)
  const scale = new Float64Array(tile)
  const zero = new Float64Array(tile)
  const fill = bits === 4 ? fillFrom4Bits : fillFrom8Bits
  for (let row = 0; row < rows; row += tile) {
    const count = Math.min(tile, rows - row)
    for (let block = 0; block < blocks; block++) {
      for (let i = 0; i < count; i++) {
        const at = (row + i) * blocks + block
        scale[i] = scales[at]!
        zero[i] = typeof zeros === 'number' ? zeros : zeros[at]!
      }
      const column = block * blockSize
      const width = Math.min(blockSize, columns - column)
      const from = row * rowStride + (column * bits) / 8
      fill(matrix, numbers, column * rows + row, from, width, count, scale, zero)
    }
  }
  return numbers
}

/** Fills `width` columns of `count` rows: `at` is where the first goes, `from` where its bytes start. */
function fillFrom4Bits(
  { rows, rowStride, quants }: BlockMatrix,
  numbers: Float32Array,
  at: number,
  from: number,
  width: number,
  count: number,
  scale: Float64Array,
  zero: Float64Array,
): void {
  for (let column = 0; column < width; column += 2) {
    const even = at + column * rows
    const odd = column + 1 < width ? even + rows : even
    let byteAt = from + column / 2
    for (let i = 0; i < count; i++) {
      const byte = quants[byteAt]!
      byteAt += rowStride
      numbers[odd + i] = scale[i]! * ((byte >> 4) - zero[i]!)
      numbers[even + i] = scale[i]! * ((byte & 15) - zero[i]!)
    }
  }
}

function fillFrom8Bits(
  { rows, rowStride, quants }: BlockMatrix,
  numbers: Float32Array,
  at: number,
  from: number,
  width: number,
  count: number,
  scale: Float64Array,
  zero: Float64Array,
): void {
  for (let column = 0; column < width; column++) {
    const start = at + column * rows
    let byteAt = from + column
    for (let i = 0; i < count; i++) {
      numbers[start + i] = scale[i]! * (quants[byteAt]! - zero[i]!)
      byteAt += rowStride
    }
  }
}

/**
 * The same matrix in 8-bit blocks of 32 with zero point 128; `round` is applied to each scale when it is stored.
 * Exact where the matrix has 4 bits and integer zero points; else the steps are chosen so that they nearly meet.
 */
export function requantize(
  matrix: BlockMatrix,
  round: (scale: number) => number = Math.fround,
): { quants: Uint8Array<ArrayBuffer>; scales: Float32Array<ArrayBuffer> } {
  const { rows, columns, bits, blockSize, zeros } = matrix
  const numbers = dequantize(matrix)
  const blocks = Math.ceil(columns / 32)
  const sourceBlocks = Math.ceil(columns / blockSize)
  const quants = new Uint8Array(rows * blocks * 32).fill(128)
  const scales = new Float32Array(rows * blocks)
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const from = row * columns + block * 32
      const to = Math.min(from + 32, (row + 1) * columns)
      const largest = largestSize(numbers, from, to)
      if (largest === 0) continue
      let scale = largest / 127
      let shift = 0
      if (bits === 4 && blockSize >= 32) {
        const source = row * sourceBlocks + Math.floor((block * 32) / blockSize)
        const step = matrix.scales[source]!
        const zero = typeof zeros === 'number' ? zeros : zeros[source]!
        const parts = partsOfStep(zero, Math.floor((127.0001 * Math.abs(step)) / largest))
        const off = parts * zero - Math.round(parts * zero)
        if (parts > 0 && Math.abs((off * step) / parts) < scale * standardError) {
          scale = step / parts
          shift = off
        }
      }
      const inverse = 1 / scale
      scales[row * blocks + block] = round(scale)
      let out = (row * blocks + block) * 32
      for (let at = from; at < to; at++)
        quants[out++] = (numbers[at]! * inverse + shift + 128.5) | 0
    }
  }
  return { quants, scales }
}

/** Of rounding to whole steps. */
const standardError = 1 / Math.sqrt(12)

/** In how many parts, up to `most`, to divide a 4-bit step so that the zero point comes closest to a whole number. */
function partsOfStep(zero: number, most: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let parts = Math.min(most, 127); parts > 0; parts--) {
    const off = Math.abs(parts * zero - Math.round(parts * zero)) / parts
    if (off < least) {
      least = off
      best = parts
    }
  }
  return best
}

function largestSize(numbers: Float32Array, from: number, to: number): number {
  let largest = 0
  for (let at = from; at < to; at++) {
    const value = numbers[at]!
    if (value > largest) largest = value
    else if (-value > largest) largest = -value
  }
  return largest
}
