import { describe, expect, it } from 'vitest'
import { adjustedRand } from '../../src/math/adjustedRand.ts'
import { stream } from '../../src/math/seededStream.ts'
import { mean } from '../../src/math/statistics.ts'

describe('adjustedRand', () => {
  it.each([
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    [[0, 0, 1, 2], [0, 0, 1, 1], 4 / 7],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 0, 1, 1], [0, 1, 0, 1], -0.5],
  ])('of %j and %j is what the documentation of scikit-learn says', (a, b, value) => {
    expect(adjustedRand(a, b)).toBeCloseTo(value, 12)
    expect(adjustedRand(b, a)).toBeCloseTo(value, 12)
  })

  it('is 0 on average for clusters by chance', () => {
    const random = stream(5)
    const draw = () => Array.from({ length: 60 }, () => Math.floor(random.uniform() * 5))
    const values = Array.from({ length: 300 }, () => adjustedRand(draw(), draw()))
    expect(Math.abs(mean(values))).toBeLessThan(0.01)
  })

  it('refuses clusterings of other things', () => {
    expect(() => adjustedRand([0, 1], [0, 1, 2])).toThrow(RangeError)
    expect(() => adjustedRand([0], [0])).toThrow(RangeError)
  })
})
