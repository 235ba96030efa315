import { detectableEffect } from '../math/detectableEffect.ts'

/** What an effect has to pass, in its own unit; each part only where the claim's rule has it. */
export interface Bars {
  error: number // bootstrap standard error of the effect
  nothing?: number // its value when there is no effect; 0
  edge?: number // that the estimate itself must reach, such as 95 % of |random directions|
  above?: { value: number; error: number }[] // controls that its interval must lie above, with the error of the difference
}

/** A two-sided 5 % test sees with 80 % power what lies this many standard errors beyond a bar for the estimate alone. */
const power = 0.841621

/**
 * The smallest effect that would have passed all of a claim's bars in four runs of five, in the effect's unit: 2.8
 * standard errors beyond nothing and beyond each control, .84 beyond an edge that the estimate has to reach.
 */
export function smallestEffect({ error, nothing = 0, edge, above = [] }: Bars): number {
  return Math.max(
    nothing + detectableEffect(error),
    ...(edge === undefined ? [] : [edge + power * error]),
    ...above.map((control) => control.value + detectableEffect(control.error)),
  )
}
