import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BlockMatrix,
  dequantize,
  dequantizeTransposed,
  requantize,
} from '../../src/onnx/blockMatrix.ts'
import { fromHalf, toHalf } from '../../src/onnx/halfFloat.ts'
import { largestDifference } from './runGraph.ts'

const shape = fc.record({
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 150 }),
  bits: fc.constantFrom(4 as const, 8 as const),
  blockSize: fc.constantFrom(16, 32, 64, 128),
  hasZeros: fc.boolean(),
  seed: fc.nat(),
})

const matrix = shape.map(({ rows, columns, bits, blockSize, hasZeros, seed }): BlockMatrix => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const blocks = Math.ceil(columns / blockSize)
  const rowStride = (blocks * blockSize * bits) / 8
  const floats = (from: number, to: number): Float32Array =>
    Float32Array.from({ length: rows * blocks }, () => from + (to - from) * next())
  return {
    rows,
    columns,
    bits,
    blockSize,
    rowStride,
    quants: Uint8Array.from({ length: rows * rowStride }, () => 256 * next()),
    scales: floats(-0.1, 0.1),
    zeros: hasZeros ? floats(0, 2 ** bits) : 2 ** (bits - 1),
  }
})

/** One number, as the definition of the format has it. */
function numberAt(matrix: BlockMatrix, row: number, column: number): number {
  const { bits, blockSize, rowStride, columns, quants, scales, zeros } = matrix
  const bit = column * bits
  const quant = (quants[row * rowStride + (bit >> 3)]! >> (bit & 7)) & (2 ** bits - 1)
  const block = row * Math.ceil(columns / blockSize) + Math.floor(column / blockSize)
  return Math.fround(scales[block]! * (quant - (typeof zeros === 'number' ? zeros : zeros[block]!)))
}

/** The matrix in 8-bit blocks of 32. */
function eightBits(blocks: BlockMatrix): BlockMatrix {
  const rowStride = Math.ceil(blocks.columns / 32) * 32
  return { ...blocks, bits: 8, blockSize: 32, rowStride, zeros: 128, ...requantize(blocks) }
}

describe('A matrix of quantized blocks', () => {
  it('has the numbers of its definition, in both layouts', () => {
    fc.assert(
      fc.property(matrix, (blocks) => {
        const { rows, columns } = blocks
        const expected = Float32Array.from({ length: rows * columns }, (_, i) =>
          numberAt(blocks, Math.floor(i / columns), i % columns),
        )
        const turned = Float32Array.from(
          { length: rows * columns },
          (_, i) => expected[(i % rows) * columns + Math.floor(i / rows)]!,
        )
        expect(largestDifference(dequantize(blocks), expected)).toBe(0)
        expect(largestDifference(dequantizeTransposed(blocks), turned)).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('moves by at most half a step when it becomes 8-bit blocks', () => {
    fc.assert(
      fc.property(matrix, (blocks) => {
        const numbers = dequantize(blocks)
        const rounded = eightBits(blocks)
        const again = dequantize(rounded)
        const perRow = Math.ceil(blocks.columns / 32)
        const steps = Array.from(numbers, (number, i) => {
          const block =
            Math.floor(i / blocks.columns) * perRow + Math.floor((i % blocks.columns) / 32)
          return Math.abs(again[i]! - number) / Math.abs(rounded.scales[block]! || 1)
        })
        expect(Math.max(...steps)).toBeLessThanOrEqual(0.5001)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps its numbers when it has four bits and whole zero points', () => {
    fc.assert(
      fc.property(matrix, (blocks) => {
        fc.pre(blocks.bits === 4 && blocks.blockSize >= 32)
        const whole = typeof blocks.zeros === 'number' ? 8 : blocks.zeros.map(Math.floor)
        const numbers = dequantize({ ...blocks, zeros: whole })
        const again = dequantize(eightBits({ ...blocks, zeros: whole }))
        const largest = Math.max(...numbers.map(Math.abs))
        expect(largestDifference(again, numbers)).toBeLessThanOrEqual(2e-7 * largest)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps a block of zeros', () => {
    const zeros: BlockMatrix = {
      rows: 1,
      columns: 20,
      bits: 4,
      blockSize: 32,
      rowStride: 16,
      quants: new Uint8Array(16).fill(0x88),
      scales: Float32Array.of(1),
      zeros: 8,
    }
    const { quants, scales } = requantize(zeros)
    expect([...scales]).toEqual([0])
    expect(new Set(quants)).toEqual(new Set([128]))
  })
})

describe('Half precision', () => {
  it('comes back from single precision bit for bit', () => {
    const bits = Uint16Array.from({ length: 65536 }, (_, i) => i)
    const numbers = fromHalf(bits)
    const changed = bits.filter(
      (half) => !Number.isNaN(numbers[half]) && toHalf(numbers[half]!) !== half,
    )
    expect(changed).toHaveLength(0)
    expect(numbers[0x3c00]).toBe(1)
    expect(numbers[0x7bff]).toBe(65504)
    expect(numbers[0x0001]).toBe(2 ** -24)
  })

  it('rounds to the nearest, ties to even', () => {
    expect(toHalf(1 + 2 ** -11)).toBe(0x3c00)
    expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02)
    expect(toHalf(65519)).toBe(0x7bff)
    expect(toHalf(65520)).toBe(0x7c00)
    expect(toHalf(2047.9999)).toBe(toHalf(2048))
    expect(toHalf(-0)).toBe(0x8000)
  })
})
