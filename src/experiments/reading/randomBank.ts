import { quantile, standardDeviation } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { randomDirection } from '../../steering/randomDirection.ts'

/** How many random directions stand beside a reading, unless an experiment says otherwise. */
const bankSize = 200

/** Seeded random unit directions of (dModel), the same for the same first seed. */
export function randomBank(dModel: number, firstSeed: number, count = bankSize): Float32Array[] {
  return Array.from({ length: count }, (_, i) => randomDirection(dModel, firstSeed + i))
}

/** What random directions reach where a direction reaches an effect. */
export interface RandomShare {
  share: number // of random directions with at least its absolute value
  low: number // 2.5 % of the values of random directions
  high: number // 97.5 % of them
  edge: number // 95 % of their absolute values: what at most .05 of them reach
  count: number
}

/** Compares one value of a direction with the same figure of random ones. Throws RangeError without values. */
export function randomShare(value: number, random: readonly number[]): RandomShare {
  const asLarge = random.filter((other) => Math.abs(other) >= Math.abs(value)).length
  return {
    share: asLarge / random.length,
    low: quantile(random, 0.025),
    high: quantile(random, 0.975),
    edge: quantile(random.map(Math.abs), 0.95),
    count: random.length,
  }
}

/** Projections of residuals on a direction, in SD of that direction over these residuals. Null where all are equal. */
export function standardized(
  residuals: readonly Float32Array[],
  direction: Float32Array,
): Float64Array | null {
  const projections = Float64Array.from(residuals, (h) => dot(h, direction))
  const sd = standardDeviation(projections)
  return sd > 0 ? projections.map((projection) => projection / sd) : null
}
