import { describe, expect, it } from 'vitest'
import { stream } from '../../src/math/seededStream.ts'
import {
  auc,
  bootstrapInterval,
  mean,
  median,
  pairedDifference,
  quantile,
  standardDeviation,
  wilsonInterval,
} from '../../src/math/statistics.ts'
import golden from '../golden/statistics.json'

// References: NumPy 2.4.6 (mean, std, quantile) and SciPy 1.17.1 (mannwhitneyu, binomtest, bootstrap with 200,000 resamples).
const values = [3.1, -2, 0.5, 7, 7, 1.25, -4.5, 9]

describe('statistics', () => {
  it('equals NumPy', () => {
    expect(mean(values)).toBeCloseTo(2.66875, 12)
    expect(standardDeviation(values)).toBeCloseTo(4.439801339868711, 12)
    expect(quantile(values, 0.1)).toBeCloseTo(-2.75, 12)
    expect(quantile(values, 0.5)).toBeCloseTo(2.175, 12)
    expect(quantile(values, 0.9)).toBeCloseTo(7.6, 12)
    expect(quantile(values, 1)).toBe(9)
  })

  it('equals the reference file on spread, quantiles and rates', () => {
    const { values: drawn, standardDeviation: sd, quantiles } = golden.spread
    expect(standardDeviation(drawn)).toBeCloseTo(sd, 12)
    for (const { p, value } of quantiles) expect(quantile(drawn, p)).toBeCloseTo(value, 12)
    for (const { successes, trials, low, high } of golden.wilson) {
      const interval = wilsonInterval(successes, trials)
      expect(interval.mean).toBe(successes / trials)
      expect(interval.low).toBeCloseTo(low, 12)
      expect(interval.high).toBeCloseTo(high, 12)
    }
  })

  it('takes the lower of two middle values for the median, as torch does', () => {
    expect(median(values)).toBe(1.25)
    expect(median([3, 1, 2])).toBe(2)
  })

  it('has an AUC of the Mann–Whitney statistic over the number of pairs', () => {
    expect(auc([1, 2, 2, 3, 5, 0.5], [2, 4, 5, 6, 1])).toBeCloseTo(0.7, 12)
    expect(auc([1, 2], [3, 4])).toBe(1)
    expect(auc([3, 4], [1, 2])).toBe(0)
    expect(auc([1, 1], [1])).toBe(0.5)
  })

  it('has the bootstrap interval of SciPy within its sampling error', () => {
    const interval = bootstrapInterval(values, 1, 20_000)
    expect(interval.mean).toBeCloseTo(2.66875, 12)
    expect(Math.abs(interval.low - -0.425)).toBeLessThan(0.1)
    expect(Math.abs(interval.high - 5.71875)).toBeLessThan(0.1)
    expect(bootstrapInterval(values, 1, 20_000)).toEqual(interval)
  })

  it('covers the true mean about 95 times of 100', () => {
    const random = stream(11)
    let covered = 0
    for (let study = 0; study < 200; study++) {
      const draws = Array.from({ length: 30 }, () => random.gaussian() + 2)
      const { low, high } = bootstrapInterval(draws, study, 400)
      if (low <= 2 && 2 <= high) covered++
    }
    expect(covered).toBeGreaterThan(175)
  })

  it('compares by item', () => {
    const before = [10, 200, 3000]
    const difference = pairedDifference(
      before.map((value) => value + 1),
      before,
      0,
    )
    expect(difference).toEqual({ mean: 1, low: 1, high: 1 })
    expect(() => pairedDifference([1], [1, 2], 0)).toThrow(RangeError)
  })

  it.each([
    [0, 48, 0, 0.07410012966611748],
    [7, 20, 0.1811918241010821, 0.5671457233147637],
    [20, 20, 0.8388748419471808, 1],
  ])('gives %i of %i the Wilson interval of SciPy', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials)
    expect(interval.low).toBeCloseTo(low, 8)
    expect(interval.high).toBeCloseTo(high, 8)
  })

  it('refuses to say anything of nothing', () => {
    for (const statistic of [mean, median, standardDeviation])
      expect(() => statistic([])).toThrow(RangeError)
    expect(() => auc([], [1])).toThrow(RangeError)
    expect(() => auc([1], [])).toThrow(RangeError)
    expect(() => quantile([1], 2)).toThrow(RangeError)
    expect(() => wilsonInterval(1, 0)).toThrow(RangeError)
  })
})
