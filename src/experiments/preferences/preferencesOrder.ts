import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { drawnSpearman } from '../../math/drawnRankCorrelation.ts'
import { auc } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { type Ability, ableShare } from '../choices/ability.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Effect, Experiment } from '../experiment.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import type { Activity } from './preferencesTexts.ts'

/** How a frame orders the activities, and what that is judged against. */
export interface OrderInput {
  activities: readonly Activity[]
  scores: ArrayLike<number> // one an activity, higher is better
  placebo: ArrayLike<number>
  ability: Ability | null // on obvious pairs; null for a frame that needs none
  byWording: readonly ArrayLike<number>[] // empty where only one wording is asked
  seed: number
}

type Rule = Experiment['claims'][number]

/** The rule of the order by one frame. */
export const orderRule = (frame: string, needsAbility: boolean): Rule => ({
  name: `order, ${frame}`,
  says: `The model’s answers (${frame}) rank the activities as the author rates them: pleasant above neutral above unpleasant.`,
  rule: `Shown when the 95 % interval of the rank correlation with the ratings over activities lies above 0, pleasant lies above neutral and neutral above unpleasant (each 95 % interval of the AUC above .5), and the correlation is larger than that of the placebo frame by its absolute value (95 % interval), because which placebo sentence comes first is arbitrary.${needsAbility ? ' At floor when the better one of an obvious pair wins in fewer than .8 of the pairs, in each order of the options.' : ''}`,
})

/** The rank correlation of a draw; a side that is constant in it ranks nothing, and counts as 0. */
export function drawnCorrelation(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): (drawn: readonly number[]) => number {
  const rho = drawnSpearman(a, b)
  return (drawn) => rho(drawn) ?? 0
}

/** Whether scores follow the ratings over all activities, beyond the placebo. */
export async function orderClaim(rule: Rule, input: OrderInput): Promise<Claim> {
  const { activities, scores, placebo, ability, byWording, seed } = input
  const n = activities.length
  const ratings = activities.map(({ rating }) => rating)
  const rho = (values: ArrayLike<number>) => drawnCorrelation(values, ratings)
  const [ofScores, ofPlacebo] = [rho(scores), rho(placebo)]
  const own = bootstrapStatistic(n, ofScores, seed)
  await yieldToEvents()
  const over = bootstrapStatistic(n, (drawn) => ofScores(drawn) - Math.abs(ofPlacebo(drawn)), seed)
  await yieldToEvents()
  const [pleasant, unpleasant] = (['pleasant', 'unpleasant'] as const).map((kind) =>
    bootstrapStatistic(n, separation(input, kind), seed),
  )
  await yieldToEvents()
  const judgment = judge({
    ...(ability && {
      able: [
        {
          name: 'obvious pairs',
          asks: `the better one wins in at least ${String(ableShare).replace(/^0/, '')} of them`,
          holds: ability.holds,
        },
      ],
    }),
    effect: [
      { name: 'interval', asks: 'it lies above 0', holds: own.low > 0 },
      {
        name: 'classes',
        asks: 'pleasant above neutral above unpleasant',
        holds: pleasant!.low > 0.5 && unpleasant!.low > 0.5,
      },
      { name: 'placebo', asks: 'a larger correlation than its, either way', holds: over.low > 0 },
    ],
  })
  const all = ratings.map((_, i) => i)
  return {
    ...{ name: rule.name, says: rule.says, ...judgment },
    effects: [
      { name: 'rank correlation with the ratings', ...intervalOf(own), unit: 'ρ' },
      { name: 'above the placebo', ...intervalOf(over), unit: 'ρ' },
      { name: 'pleasant above neutral', ...intervalOf(pleasant!), unit: 'AUC' },
      { name: 'neutral above unpleasant', ...intervalOf(unpleasant!), unit: 'AUC' },
    ],
    controls: [
      { name: 'placebo frame, rank correlation', value: ofPlacebo(all), unit: 'ρ' },
      ...byWording.map((values, i) => ({
        name: `wording ${i + 1} alone`,
        value: rho(values)(all),
        unit: 'ρ',
      })),
      ...(ability
        ? [{ name: 'obvious pairs', value: ability.right, unit: `of ${ability.of}` }]
        : []),
    ],
    // The classes are no bar here: their AUC has another unit.
    detectable:
      judgment.verdict === 'at floor'
        ? null
        : smallestEffect({
            error: own.error,
            above: [{ value: Math.abs(ofPlacebo(all)), error: over.error }],
          }),
    ...{ n, items: 'activities' },
  }
}

/** The AUC of pleasant over neutral, or of neutral over unpleasant, of a draw; null where a class is missing in it. */
const separation =
  ({ activities, scores }: OrderInput, from: 'pleasant' | 'unpleasant') =>
  (drawn: readonly number[]): number | null => {
    const of = (kind: Activity['class']) =>
      drawn.filter((i) => activities[i]!.class === kind).map((i) => scores[i]!)
    const [higher, lower] =
      from === 'pleasant' ? [of('pleasant'), of('neutral')] : [of('neutral'), of('unpleasant')]
    return higher.length === 0 || lower.length === 0 ? null : auc(lower, higher)
  }

/** The placebo's own correlation with its interval. */
export function placeboEffect({ activities, placebo, seed }: OrderInput): Effect {
  const ratings = activities.map(({ rating }) => rating)
  const rho = bootstrapStatistic(activities.length, drawnCorrelation(placebo, ratings), seed)
  return { name: 'placebo, Monday against Friday', ...intervalOf(rho), unit: 'ρ' }
}
