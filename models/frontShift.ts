import { bootstrapInterval, type Interval, pairedDifference } from '../src/math/statistics.ts'

/** How far the texts of each seed read above the baseline of that seed, in SD. */
export interface SeedEffects {
  steered: readonly number[]
  random: readonly number[]
}

/** A mean and the bounds of its 95 % interval, to two decimals. */
type Shift = readonly [mean: number, low: number, high: number]

const SEED = 11

/** Means over seeds: along the direction, along random ones, and the first less the second seed by seed. */
export function shiftOf({ steered, random }: SeedEffects): Record<string, Shift> {
  return {
    steered: rounded(bootstrapInterval(steered, SEED)),
    random: rounded(bootstrapInterval(random, SEED)),
    difference: rounded(pairedDifference(steered, random, SEED)),
  }
}

const rounded = ({ mean, low, high }: Interval): Shift => [cut(mean), cut(low), cut(high)]

const cut = (value: number): number => Number(value.toFixed(2))
