import { describe, expect, it } from 'vitest'
import { comoments } from '../../src/math/comoments.ts'

describe('comoments', () => {
  it('sums squares and products of the deviations', () => {
    expect(comoments([1, 2, 3], [5, 5, 8])).toEqual({ xx: 2, xy: 3, yy: 6 })
  })

  it('leaves no rounding of a constant, and none of a large offset', () => {
    expect(comoments([0.1, 0.1, 0.1], [1e15, 1e15 + 1, 1e15 + 2])).toEqual({ xx: 0, xy: 0, yy: 2 })
  })

  it('refuses what does not pair up or is not finite', () => {
    expect(() => comoments([1], [1])).toThrow(RangeError)
    expect(() => comoments([1, 2], [1])).toThrow(RangeError)
    expect(() => comoments([1, Number.POSITIVE_INFINITY], [1, 2])).toThrow(RangeError)
  })
})
