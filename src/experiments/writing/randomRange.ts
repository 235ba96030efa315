import { mean } from '../../math/statistics.ts'

/** What random directions reach under the measure of an effect. */
export interface RandomRange {
  count: number
  mean: number
  low: number
  high: number
  asLarge: number // how many have at least the absolute value of the effect
}

/** The range of one value a random direction, beside the effect. Throws RangeError without values. */
export function randomRange(values: readonly number[], effect: number): RandomRange {
  return {
    count: values.length,
    mean: mean(values),
    low: Math.min(...values),
    high: Math.max(...values),
    asLarge: values.filter((value) => Math.abs(value) >= Math.abs(effect)).length,
  }
}
