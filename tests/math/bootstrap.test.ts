import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bootstrapStatistic } from '../../src/math/bootstrap.ts'
import { pearson } from '../../src/math/rankCorrelation.ts'
import { stream } from '../../src/math/seededStream.ts'
import { auc, bootstrapInterval, mean } from '../../src/math/statistics.ts'
import golden from '../golden/statistics.json'

const meanOf = (values: readonly number[]) => (indices: readonly number[]) =>
  mean(indices.map((i) => values[i]!))

describe('bootstrapStatistic', () => {
  it('equals bootstrapInterval for a mean, to the last digit', () => {
    const values = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(values, fc.nat(), (items, seed) => {
        const { error, ...interval } = bootstrapStatistic(items.length, meanOf(items), seed, 50)
        expect(interval).toEqual(bootstrapInterval(items, seed, 50))
        expect(error).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('has the interval and standard error of SciPy for a correlation', () => {
    const { x, y, low, high, error } = golden.bootstrap
    const correlation = (indices: readonly number[]) =>
      pearson(
        indices.map((i) => x[i]!),
        indices.map((i) => y[i]!),
      )
    const found = bootstrapStatistic(x.length, correlation, 4, 20_000)
    expect(found.mean).toBe(pearson(x, y))
    expect(Math.abs(found.low - low)).toBeLessThan(0.015)
    expect(Math.abs(found.high - high)).toBeLessThan(0.015)
    expect(Math.abs(found.error - error)).toBeLessThan(0.004)
  })

  it('has the standard error of a mean, σ / √n', () => {
    const random = stream(6, 'error')
    const values = Array.from({ length: 100 }, () => 3 * random.gaussian())
    const { error } = bootstrapStatistic(100, meanOf(values), 0)
    expect(Math.abs(error - 0.3)).toBeLessThan(0.06)
  })

  it('leaves out resamples that lack a class', () => {
    const values = [0.1, 0.4, 0.3, 0.9]
    const positive = [false, false, true, true]
    const separation = (indices: readonly number[]) => {
      const side = (wanted: boolean) =>
        indices.filter((i) => positive[i] === wanted).map((i) => values[i]!)
      const [negatives, positives] = [side(false), side(true)]
      return negatives.length && positives.length ? auc(negatives, positives) : null
    }
    const interval = bootstrapStatistic(4, separation, 1)
    expect(interval.mean).toBe(0.75)
    expect(interval.low).toBeGreaterThanOrEqual(0)
    expect(interval.high).toBe(1)
  })

  it('refuses a statistic that hardly ever exists', () => {
    let calls = 0
    const everyThird = () => (calls++ % 3 === 0 ? 1 : null)
    expect(() => bootstrapStatistic(5, everyThird, 0)).toThrow(RangeError)
    expect(() => bootstrapStatistic(5, () => null, 0)).toThrow(RangeError)
    const half = () => (calls++ % 2 === 0 ? 1 : null)
    calls = 0
    expect(bootstrapStatistic(5, half, 0).error).toBe(0)
  })

  it('refuses no units, a single resample and what is not finite', () => {
    expect(() => bootstrapStatistic(0, () => 1, 0)).toThrow(RangeError)
    expect(() => bootstrapStatistic(3, () => 1, 0, 1)).toThrow(RangeError)
    expect(() => bootstrapStatistic(3, () => Number.NaN, 0)).toThrow(RangeError)
    expect(() => bootstrapStatistic(3, () => Number.POSITIVE_INFINITY, 0)).toThrow(RangeError)
  })
})
