import { bootstrapStatistic } from '../math/bootstrap.ts'
import { type Interval, mean } from '../math/statistics.ts'
import { intervalOf } from './effect.ts'
import type { Control, Effect } from './experiment.ts'
import { type RandomShare, randomShare } from './reading/randomBank.ts'

/** The mean of a figure over items, with its bootstrap interval and error, beside that of random directions. */
export interface Estimate {
  effect: Interval & { error: number }
  random: RandomShare
  above: number // items above 0
}

/** Estimates the mean over items; `random` holds the same mean of each random direction, in the same unit. */
export function estimateOf(
  values: readonly number[],
  random: readonly number[],
  seed: number,
): Estimate {
  const effect = meanOver(values, seed)
  return {
    effect,
    random: randomShare(effect.mean, random),
    above: values.filter((value) => value > 0).length,
  }
}

/** The mean over items with its bootstrap interval and error. Throws RangeError without items. */
export const meanOver = (values: readonly number[], seed: number): Estimate['effect'] =>
  bootstrapStatistic(values.length, (picked) => mean(picked.map((i) => values[i]!)), seed)

/** The mean of some items above that of others, both drawn again. Throws RangeError where one side has none. */
export function meanAbove(
  values: readonly number[],
  others: readonly number[],
  seed: number,
): Estimate['effect'] {
  const all = [...values, ...others]
  return bootstrapStatistic(
    all.length,
    (picked) => {
      const own = picked.filter((i) => i < values.length)
      const other = picked.filter((i) => i >= values.length)
      if (own.length === 0 || other.length === 0) return null
      return mean(own.map((i) => all[i]!)) - mean(other.map((i) => all[i]!))
    },
    seed,
  )
}

/** The estimate as an effect of a claim, in SD. */
export const inSd = (name: string, { effect }: Estimate): Effect => ({
  name,
  ...intervalOf(effect),
  unit: 'SD',
})

/** What random directions reach, as controls of a claim, in SD. */
export const randomControls = ({ random }: Estimate): Control[] => [
  { name: 'share of random directions that reach as much', value: random.share, unit: '' },
  {
    name: `${random.count} random directions, 95 % of them`,
    ...{ low: random.low, high: random.high, unit: 'SD' },
  },
]
