import { stream } from './seededStream.ts'
import { type Interval, quantile, standardDeviation } from './statistics.ts'

/**
 * A statistic of n units (items, prompts, stories) and its 95 % percentile interval when they are
 * drawn again with replacement; `mean` is the statistic of the units as they are, `error` its
 * standard error, all in its unit. Resamples of which it is null are left out. For a mean it equals
 * `bootstrapInterval`. Throws RangeError for n below 1, resamples below 2, a statistic that is not
 * finite, and when that of the units as they are, or of more than half of the resamples, is null.
 * Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapters 6 and 13.
 */
export function bootstrapStatistic(
  n: number,
  statistic: (indices: readonly number[]) => number | null,
  seed: number,
  resamples = 2000,
): Interval & { error: number } {
  if (!(Number.isSafeInteger(n) && n >= 1)) throw new RangeError(`there are ${n} units`)
  if (!(Number.isSafeInteger(resamples) && resamples >= 2))
    throw new RangeError(`${resamples} resamples have no spread`)
  const random = stream(seed, 'bootstrap')
  const estimate = finiteOrNull(statistic(Array.from({ length: n }, (_, i) => i)))
  if (estimate === null) throw new RangeError('the units have no such statistic')
  const drawn: number[] = []
  for (let draw = 0; draw < resamples; draw++) {
    const indices = Array.from({ length: n }, () => Math.floor(random.uniform() * n))
    const value = finiteOrNull(statistic(indices))
    if (value !== null) drawn.push(value)
  }
  if (drawn.length < 2 || drawn.length < resamples / 2)
    throw new RangeError(`only ${drawn.length} of ${resamples} resamples have such a statistic`)
  return {
    mean: estimate,
    low: quantile(drawn, 0.025),
    high: quantile(drawn, 0.975),
    error: standardDeviation(drawn) * Math.sqrt(drawn.length / (drawn.length - 1)),
  }
}

function finiteOrNull(value: number | null): number | null {
  if (value !== null && !Number.isFinite(value)) throw new RangeError(`a statistic of ${value}`)
  return value
}
