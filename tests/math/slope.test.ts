import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '../../src/math/seededStream.ts'
import { slope } from '../../src/math/slope.ts'
import golden from '../golden/statistics.json'

const value = fc.integer({ min: -50, max: 50 })

describe('slope', () => {
  it('equals SciPy', () => {
    for (const { x, y, slope: expected } of golden.pairs)
      expect(slope(x, y)).toBeCloseTo(expected, 12)
  })

  it('finds the slope of any line, whatever it starts from', () => {
    const xs = fc.array(value, { minLength: 2 }).filter((x) => new Set(x).size > 1)
    fc.assert(
      fc.property(xs, value, value, (x, rise, start) => {
        const y = x.map((v) => rise * v + start)
        expect(slope(x, y)).toBeCloseTo(rise, 9)
      }),
    )
  })

  it('finds a slope planted in noise', () => {
    const random = stream(3, 'slope')
    const x = Array.from({ length: 400 }, (_, i) => i / 100)
    const y = x.map((v) => -1.5 * v + random.gaussian())
    expect(Math.abs(slope(x, y) - -1.5)).toBeLessThan(4 * (1 / (Math.sqrt(400) * 1.155)))
  })

  it('refuses a constant x and what does not pair up', () => {
    expect(() => slope([0.1, 0.1, 0.1], [1, 2, 3])).toThrow(RangeError)
    expect(() => slope([1, 2], [1, 2, 3])).toThrow(RangeError)
    expect(() => slope([1], [1])).toThrow(RangeError)
    expect(() => slope([1, 2], [Number.NaN, 2])).toThrow(RangeError)
  })
})
