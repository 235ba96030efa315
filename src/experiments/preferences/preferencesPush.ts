import { type Interval, mean } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import { type Estimate, meanAbove, meanOver } from '../estimate.ts'
import type { Effect } from '../experiment.ts'
import { meanPerplexityRatio } from '../writing/perplexity.ts'
import { type RandomRange, randomRange } from '../writing/randomRange.ts'
import { type Activity, activityClasses } from './preferencesTexts.ts'

/** Feeling words of the activities, or sentences, under a push and its opposite. */
export interface BothSigns {
  plus: readonly number[]
  minus: readonly number[]
}

export interface PushInput {
  activities: readonly Activity[]
  baseline: readonly number[] // the preference in the wording that is steered
  direction: BothSigns
  random: readonly BothSigns[]
  sentences: BothSigns & { baseline: readonly number[] } // negative log-likelihoods in nats a token
  seed: number
}

/** What a push changes, in nats: half of (plus − minus); positive is toward happy. */
export interface PushEffects {
  changes: number[] // of the activities
  shift: Estimate['effect'] // over all activities
  order: Estimate['effect'] // of pleasant − unpleasant
  before: Estimate['effect'] // pleasant − unpleasant without a push
  byClass: Effect[]
  random: { shift: RandomRange; order: RandomRange }
  costs: { at: keyof BothSigns; ratio: Interval }[] // perplexity of ordinary sentences, to that without a push
}

/** Tells the general shift of the feeling words under a push from the change of the activities' order. */
export async function pushEffects(input: PushInput): Promise<PushEffects> {
  const { activities, baseline, sentences, seed } = input
  const changes = halfOf(input.direction)
  const random = input.random.map(halfOf)
  const of = (values: readonly number[], kind: Activity['class']) =>
    values.filter((_, i) => activities[i]!.class === kind)
  const gap = (values: readonly number[]) =>
    meanAbove(of(values, 'pleasant'), of(values, 'unpleasant'), seed)
  const shift = meanOver(changes, seed)
  await yieldToEvents()
  const order = gap(changes)
  await yieldToEvents()
  const before = gap(baseline)
  await yieldToEvents()
  const byClass = activityClasses.map((kind): Effect => {
    const change = intervalOf(meanOver(of(changes, kind), seed))
    return { name: `change of ${kind} activities`, ...change, unit: 'nats' }
  })
  return {
    ...{ changes, shift, order, before, byClass },
    random: {
      shift: randomRange(
        random.map((values) => mean(values)),
        shift.mean,
      ),
      order: randomRange(
        random.map((values) => mean(of(values, 'pleasant')) - mean(of(values, 'unpleasant'))),
        order.mean,
      ),
    },
    costs: (['minus', 'plus'] as const).map((at) => ({
      at,
      ratio: meanPerplexityRatio(
        sentences[at].map((nll, i) => ({ nll, baseline: sentences.baseline[i]! })),
        seed,
      ),
    })),
  }
}

const halfOf = ({ plus, minus }: BothSigns): number[] =>
  plus.map((value, i) => (value - minus[i]!) / 2)
