import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { mean } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Experiment } from '../experiment.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import { drawnCorrelation, type OrderInput } from './preferencesOrder.ts'
import { type Activity, activityClasses } from './preferencesTexts.ts'

/** The rule of the order inside the classes. */
export const finerRule: Experiment['claims'][number] = {
  name: 'finer order, feeling words',
  says: 'The feeling words rank the activities inside a class too, as the author rates them.',
  rule: 'Shown when the 95 % interval of the rank correlation inside classes (mean of the classes) lies above 0, and it is larger than that of the placebo frame by its absolute value (95 % interval).',
}

/** Whether the ratings of some class differ. */
export const hasFinerRatings = (activities: readonly Activity[]): boolean =>
  activityClasses.some(
    (kind) =>
      new Set(activities.filter((each) => each.class === kind).map(({ rating }) => rating)).size >
      1,
  )

/** Whether scores follow the ratings inside the classes; null where no class has ratings that differ. */
export async function finerClaim(input: OrderInput): Promise<Claim | null> {
  const { activities, scores, placebo, seed } = input
  const n = activities.length
  const whole = activities.map((_, i) => i)
  const ratings = activities.map(({ rating }) => rating)
  const [ofScores, ofPlacebo] = [scores, placebo].map((values) =>
    insideClasses(activities, values, ratings),
  )
  if (!hasFinerRatings(activities)) return null
  const own = bootstrapStatistic(n, ofScores!, seed)
  await yieldToEvents()
  const over = bootstrapStatistic(
    n,
    (drawn) => {
      const inside = ofScores!(drawn)
      return inside === null ? null : inside - Math.abs(ofPlacebo!(drawn)!)
    },
    seed,
  )
  await yieldToEvents()
  const judgment = judge({
    effect: [
      { name: 'interval', asks: 'it lies above 0', holds: own.low > 0 },
      { name: 'placebo', asks: 'a larger correlation than its, either way', holds: over.low > 0 },
    ],
  })
  const { name, says } = finerRule
  return {
    ...{ name, says, ...judgment },
    effects: [
      { name: 'rank correlation inside classes, mean', ...intervalOf(own), unit: 'ρ' },
      { name: 'above the placebo', ...intervalOf(over), unit: 'ρ' },
    ],
    controls: activityClasses.flatMap((kind) => {
      const value = insideClass(activities, kind, scores, ratings)(whole)
      return value === null ? [] : [{ name: `inside ${kind}`, value, unit: 'ρ' }]
    }),
    detectable: smallestEffect({
      error: own.error,
      above: [{ value: Math.abs(ofPlacebo!(whole)!), error: over.error }],
    }),
    ...{ n, items: 'activities' },
  }
}

/**
 * The mean over classes of the rank correlation of values with others inside each, of a draw; null where these others
 * do not differ inside any class drawn.
 */
export function insideClasses(
  activities: readonly Activity[],
  values: ArrayLike<number>,
  others: ArrayLike<number>,
): (drawn: readonly number[]) => number | null {
  const classes = activityClasses.map((kind) => insideClass(activities, kind, values, others))
  return (drawn) => {
    const found = classes.flatMap((inside) => inside(drawn) ?? [])
    return found.length === 0 ? null : mean(found)
  }
}

function insideClass(
  activities: readonly Activity[],
  kind: Activity['class'],
  values: ArrayLike<number>,
  others: ArrayLike<number>,
): (drawn: readonly number[]) => number | null {
  const rho = drawnCorrelation(values, others)
  return (drawn) => {
    const inside = drawn.filter((i) => activities[i]!.class === kind)
    return inside.some((i) => others[i] !== others[inside[0]!]) ? rho(inside) : null
  }
}
