import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupedAuc } from '../../src/math/groupedAuc.ts'
import { auc } from '../../src/math/statistics.ts'

const values = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 6 })
const groups = fc.array(fc.tuple(values, values), { minLength: 1, maxLength: 5 })
const pooled = (sides: readonly (readonly number[])[], indices: readonly number[]) =>
  indices.flatMap((i) => sides[i]!)

describe('groupedAuc', () => {
  it('equals the AUC of the pooled values of any draw of the groups', () => {
    fc.assert(
      fc.property(groups, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (sides, picks) => {
        const negatives = sides.map(([negative]) => negative)
        const positives = sides.map(([, positive]) => positive)
        const indices = picks.map((pick) => pick % sides.length)
        const found = groupedAuc(negatives, positives).over(indices)
        const [low, high] = [pooled(negatives, indices), pooled(positives, indices)]
        if (low.length === 0 || high.length === 0) expect(found).toBeNull()
        else expect(found).toBeCloseTo(auc(low, high), 12)
      }),
    )
  })

  it('is blind within groups to what only tells groups apart', () => {
    const negatives = [
      [0, 1, 2],
      [10, 11, 12],
    ]
    const positives = [[0, 1, 2], [], [10, 11, 12, 11]].filter((group) => group.length > 0)
    const both = groupedAuc(negatives, positives)
    expect(both.within([0, 1])).toBe(0.5)
    expect(both.over([0, 1])).toBeGreaterThan(0.5)
  })

  it('has nothing to say where a side is empty', () => {
    expect(groupedAuc([[], []], [[1], [2]]).over([0, 1])).toBeNull()
    expect(groupedAuc([[1], []], [[], [2]]).within([0, 1])).toBeNull()
  })

  it('refuses sides that do not pair up and what is not finite', () => {
    expect(() => groupedAuc([[1]], [[1], [2]])).toThrow(RangeError)
    expect(() => groupedAuc([[1]], [[Number.NaN]])).toThrow(RangeError)
  })
})
