import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { type Interval, mean } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
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

type Estimate = ReturnType<typeof bootstrapStatistic>

/** What a push changes, in nats: half of (plus − minus); positive is toward happy. */
export interface PushEffects {
  changes: number[] // of the activities
  shift: Estimate // over all activities
  order: Estimate // of pleasant − unpleasant
  before: Estimate // pleasant − unpleasant without a push
  byClass: Effect[]
  random: { shift: RandomRange; order: RandomRange }
  costs: { at: keyof BothSigns; ratio: Interval }[] // perplexity of ordinary sentences, to that without a push
}

/** Tells the general shift of the feeling words under a push from the change of the activities' order. */
export async function pushEffects(input: PushInput): Promise<PushEffects> {
  const { activities, baseline, sentences, seed } = input
  const n = activities.length
  const changes = halfOf(input.direction)
  const random = input.random.map(halfOf)
  const whole = activities.map((_, i) => i)
  const gap = (values: readonly number[]) => gapOf(activities, values)
  const shift = bootstrapStatistic(n, overallOf(changes), seed)
  await yieldToEvents()
  const order = bootstrapStatistic(n, gap(changes), seed)
  await yieldToEvents()
  const before = bootstrapStatistic(n, gap(baseline), seed)
  await yieldToEvents()
  const byClass = activityClasses.map((kind): Effect => {
    const own = changes.filter((_, i) => activities[i]!.class === kind)
    const change = intervalOf(bootstrapStatistic(own.length, overallOf(own), seed))
    return { name: `change of ${kind} activities`, ...change, unit: 'nats' }
  })
  return {
    ...{ changes, shift, order, before, byClass },
    random: {
      shift: randomRange(
        random.map((values) => overallOf(values)(whole)),
        shift.mean,
      ),
      order: randomRange(
        random.map((values) => gap(values)(whole)!),
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

const overallOf =
  (values: readonly number[]) =>
  (drawn: readonly number[]): number =>
    mean(drawn.map((i) => values[i]!))

/** Pleasant minus unpleasant of a draw; null where a class is missing in it. */
function gapOf(
  activities: readonly Activity[],
  values: readonly number[],
): (drawn: readonly number[]) => number | null {
  return (drawn) => {
    const of = (kind: Activity['class']) =>
      drawn.filter((i) => activities[i]!.class === kind).map((i) => values[i]!)
    const [pleasant, unpleasant] = [of('pleasant'), of('unpleasant')]
    const isWhole = pleasant.length > 0 && unpleasant.length > 0
    return isWhole ? mean(pleasant) - mean(unpleasant) : null
  }
}
