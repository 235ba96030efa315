import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pearson, ranks, spearman } from '../../src/math/rankCorrelation.ts'
import golden from '../golden/statistics.json'

const value = fc.integer({ min: -20, max: 20 })
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 })
const sides = pairs.map((both) => ({ a: both.map(([a]) => a), b: both.map(([, b]) => b) }))

describe('ranks', () => {
  it('equals SciPy on ties', () => {
    expect([...ranks(golden.ranks.values)]).toEqual(golden.ranks.ranks)
  })

  it('sums to n (n + 1) / 2 and is untouched by a rising function', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const { length } = values
        expect(ranks(values).reduce((sum, rank) => sum + rank, 0)).toBe((length * (length + 1)) / 2)
        expect(ranks(values.map((v) => v ** 3 + v))).toEqual(ranks(values))
      }),
    )
  })

  it('refuses to rank what is not a number', () => {
    expect(() => ranks([1, Number.NaN])).toThrow(RangeError)
  })
})

describe('pearson and spearman', () => {
  it('equal SciPy', () => {
    for (const { x, y, ...expected } of golden.pairs) {
      expect(pearson(x, y)).toBeCloseTo(expected.pearson, 12)
      expect(spearman(x, y)).toBeCloseTo(expected.spearman, 12)
    }
  })

  it('are symmetric, within −1 … 1, turn with the sign of a side and never NaN', () => {
    fc.assert(
      fc.property(sides, ({ a, b }) => {
        for (const correlation of [pearson, spearman]) {
          const r = correlation(a, b)
          const turned = correlation(
            a,
            b.map((v) => -v),
          )
          const constant = new Set(a).size === 1 || new Set(b).size === 1
          if (constant) expect([r, turned]).toEqual([null, null])
          else {
            expect(Math.abs(r!)).toBeLessThanOrEqual(1)
            expect(turned).toBeCloseTo(-r!, 12)
            expect(correlation(b, a)).toBeCloseTo(r!, 12)
          }
        }
      }),
    )
  })

  it('tell a line from a curve that only rises', () => {
    const x = [-2, -1, 0, 1, 2, 3]
    expect(
      pearson(
        x,
        x.map((v) => 3 * v - 7),
      ),
    ).toBeCloseTo(1, 12)
    expect(spearman(x, x.map(Math.exp))).toBeCloseTo(1, 12)
    expect(pearson(x, x.map(Math.exp))).toBeLessThan(0.95)
  })

  it('know a constant that no binary fraction equals', () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull()
    expect(spearman([1, 2, 3], [0.1, 0.1, 0.1])).toBeNull()
  })

  it('refuse what does not pair up', () => {
    for (const correlation of [pearson, spearman]) {
      expect(() => correlation([1, 2], [1, 2, 3])).toThrow(RangeError)
      expect(() => correlation([1], [1])).toThrow(RangeError)
      expect(() => correlation([], [])).toThrow(RangeError)
      expect(() => correlation([1, Number.NaN], [1, 2])).toThrow(RangeError)
    }
    expect(() => pearson([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow(RangeError)
  })
})
