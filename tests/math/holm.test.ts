import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holm } from '../../src/math/holm.ts'
import golden from '../golden/statistics.json'

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 })

describe('holm', () => {
  it('equals statsmodels', () => {
    for (const { p, adjusted } of golden.holm)
      for (const [i, value] of holm(p).entries()) expect(value).toBeCloseTo(adjusted[i]!, 12)
  })

  it('keeps the order, never lowers a p and lies within Bonferroni and 1', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const adjusted = holm(p)
        expect(adjusted).toHaveLength(p.length)
        for (const [i, value] of adjusted.entries()) {
          expect(value).toBeGreaterThanOrEqual(p[i]!)
          expect(value).toBeLessThanOrEqual(Math.min(1, p.length * p[i]!))
          for (const [j, other] of adjusted.entries())
            if (p[i]! <= p[j]!) expect(value).toBeLessThanOrEqual(other)
        }
      }),
    )
  })

  it('rejects what stepping down rejects', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const ascending = [...p].sort((a, b) => a - b)
        const kept = ascending.findIndex((value, rank) => (p.length - rank) * value > 0.05)
        const rejected = holm(p).filter((value) => value <= 0.05).length
        expect(rejected).toBe(kept === -1 ? p.length : kept)
      }),
    )
  })

  it('refuses what is no p-value', () => {
    expect(holm([])).toEqual([])
    expect(() => holm([0.1, 1.2])).toThrow(RangeError)
    expect(() => holm([Number.NaN])).toThrow(RangeError)
  })
})
