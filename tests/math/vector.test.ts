import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addScaled, cosine, dot, meanOfRows, norm, scaled, unit } from '../../src/math/vector.ts'

const value = fc.double({ min: -100, max: 100, noNaN: true })
const vector = fc
  .array(value, { minLength: 5, maxLength: 5 })
  .map((numbers) => Float32Array.from(numbers))
const nonZero = vector.filter((v) => norm(v) > 1e-3)

describe('vector', () => {
  it('makes units of length 1 that point the same way', () => {
    fc.assert(
      fc.property(nonZero, (v) => {
        expect(norm(unit(v))).toBeCloseTo(1, 5)
        expect(cosine(unit(v), v)).toBeCloseTo(1, 5)
      }),
    )
  })

  it('has a cosine within −1 … 1 whose sign follows the vector', () => {
    fc.assert(
      fc.property(nonZero, nonZero, (a, b) => {
        expect(Math.abs(cosine(a, b))).toBeLessThanOrEqual(1)
        expect(cosine(scaled(a, -1), b)).toBeCloseTo(-cosine(a, b), 6)
      }),
    )
  })

  it('adds what it takes away', () => {
    fc.assert(
      fc.property(vector, vector, value, (a, b, factor) => {
        const back = addScaled(addScaled(a, b, factor), b, -factor)
        for (const i of a.keys()) expect(Math.abs(back[i]! - a[i]!)).toBeLessThan(1e-2)
      }),
    )
  })

  it('sums in float64', () => {
    expect(dot(Float32Array.of(1e8, 1, -1e8), Float32Array.of(1, 1, 1))).toBe(1)
  })

  it('takes the mean of rows', () => {
    expect([...meanOfRows(Float32Array.of(1, 2, 3, 6), 2)]).toEqual([2, 4])
  })

  it('refuses what has no answer', () => {
    expect(() => unit(new Float32Array(3))).toThrow(RangeError)
    expect(() => unit(Float32Array.of(Number.NaN))).toThrow(RangeError)
    expect(() => cosine(new Float32Array(1), Float32Array.of(1))).toThrow(RangeError)
    expect(() => dot(new Float32Array(2), new Float32Array(3))).toThrow(RangeError)
    expect(() => addScaled(new Float32Array(2), new Float32Array(3), 1)).toThrow(RangeError)
    expect(() => meanOfRows(new Float32Array(0), 2)).toThrow(RangeError)
    expect(() => meanOfRows(new Float32Array(3), 2)).toThrow(RangeError)
  })
})
