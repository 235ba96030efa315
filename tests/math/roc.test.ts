import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rocCurve, thresholdAtFalseAlarms } from '../../src/math/roc.ts'
import { auc } from '../../src/math/statistics.ts'
import golden from '../golden/statistics.json'

const scores = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 30 })
const shareAbove = (values: readonly number[], threshold: number) =>
  values.filter((value) => value > threshold).length / values.length

describe('rocCurve', () => {
  it('takes equal values in one step', () => {
    expect(rocCurve([1, 2, 2, 3], [2, 3, 4])).toEqual([
      { threshold: 4, falseAlarms: 0, detected: 0 },
      { threshold: 3, falseAlarms: 0, detected: 1 / 3 },
      { threshold: 2, falseAlarms: 1 / 4, detected: 2 / 3 },
      { threshold: 1, falseAlarms: 3 / 4, detected: 1 },
      { threshold: Number.NEGATIVE_INFINITY, falseAlarms: 1, detected: 1 },
    ])
  })

  it('climbs from (0, 0) to (1, 1), and its area is the AUC', () => {
    fc.assert(
      fc.property(scores, scores, (negatives, positives) => {
        const points = rocCurve(negatives, positives)
        expect(points[0]).toMatchObject({ falseAlarms: 0, detected: 0 })
        expect(points.at(-1)).toMatchObject({ falseAlarms: 1, detected: 1 })
        let area = 0
        for (const [i, point] of points.entries()) {
          const before = points[i - 1] ?? point
          expect(point.falseAlarms).toBeGreaterThanOrEqual(before.falseAlarms)
          expect(point.detected).toBeGreaterThanOrEqual(before.detected)
          expect(point.falseAlarms).toBe(shareAbove(negatives, point.threshold))
          expect(point.detected).toBe(shareAbove(positives, point.threshold))
          area +=
            ((point.falseAlarms - before.falseAlarms) * (point.detected + before.detected)) / 2
        }
        expect(area).toBeCloseTo(auc(negatives, positives), 12)
      }),
    )
  })

  it('has the area of SciPy, as auc has', () => {
    const { negatives, positives } = golden.roc
    expect(auc(negatives, positives)).toBeCloseTo(golden.roc.auc, 12)
  })

  it('refuses an empty side and what is not finite', () => {
    expect(() => rocCurve([], [1])).toThrow(RangeError)
    expect(() => rocCurve([1], [])).toThrow(RangeError)
    expect(() => rocCurve([1], [Number.NaN])).toThrow(RangeError)
  })
})

describe('thresholdAtFalseAlarms', () => {
  it('equals the inverse of the empirical distribution in NumPy', () => {
    for (const { rate, threshold } of golden.roc.thresholds)
      expect(thresholdAtFalseAlarms(golden.roc.negatives, rate)).toBe(threshold)
  })

  it('is the smallest that keeps the rate', () => {
    const rates = fc.oneof(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.tuple(fc.nat(29), fc.integer({ min: 30, max: 100 })).map(([k, n]) => k / n),
    )
    fc.assert(
      fc.property(scores, rates, (negatives, rate) => {
        const threshold = thresholdAtFalseAlarms(negatives, rate)
        expect(shareAbove(negatives, threshold)).toBeLessThanOrEqual(rate)
        expect(shareAbove(negatives, threshold - 1e-9)).toBeGreaterThan(rate)
      }),
    )
  })

  it('lets through exactly k of n at a rate of k / n', () => {
    for (let n = 1; n <= 120; n++) {
      const negatives = Array.from({ length: n }, (_, i) => i)
      for (let k = 0; k < n; k++) expect(thresholdAtFalseAlarms(negatives, k / n)).toBe(n - 1 - k)
    }
  })

  it('has no lowest threshold where every alarm is allowed', () => {
    expect(thresholdAtFalseAlarms([1, 2], 1)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('refuses what is no rate, and no negatives', () => {
    expect(() => thresholdAtFalseAlarms([1], -0.1)).toThrow(RangeError)
    expect(() => thresholdAtFalseAlarms([1], Number.NaN)).toThrow(RangeError)
    expect(() => thresholdAtFalseAlarms([], 0.1)).toThrow(RangeError)
    expect(() => thresholdAtFalseAlarms([Number.NaN], 0.1)).toThrow(RangeError)
  })
})
