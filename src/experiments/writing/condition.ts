import type { DirectionSet } from '../../steering/directionSet.ts'
import type { Intervention } from '../../steering/intervention.ts'
import { pushAlong } from '../../steering/pushAlong.ts'
import { randomDirection } from '../../steering/randomDirection.ts'

/** One push under test: along the direction, or along a seeded random one by as many typical norms. */
export type Condition =
  | { along: 'direction'; coefficient: number } // 0 is the baseline
  | { along: 'random'; seed: number; coefficient: number }

/** The direction at each coefficient. */
export const directionConditions = (coefficients: readonly number[]): Condition[] =>
  coefficients.map((coefficient) => ({ along: 'direction', coefficient }))

/** Each random direction at each coefficient. */
export const randomConditions = (
  seeds: readonly number[],
  coefficients: readonly number[],
): Condition[] =>
  seeds.flatMap((seed) =>
    coefficients.map((coefficient): Condition => ({ along: 'random', seed, coefficient })),
  )

/** The push at a block, from position 1 on; none for the baseline. Throws RangeError for a block the set lacks. */
export function pushOf(condition: Condition, set: DirectionSet, layer: number): Intervention[] {
  return condition.along === 'direction'
    ? pushAlong(set, layer, condition.coefficient)
    : pushAlong(set, layer, condition.coefficient, randomDirection(set.dModel, condition.seed))
}

/** A name that only the same push has. */
export const conditionName = (condition: Condition): string =>
  condition.along === 'direction'
    ? `direction ${condition.coefficient}`
    : `random ${condition.seed} ${condition.coefficient}`

export const isBaseline = (condition: Condition): boolean => condition.coefficient === 0
