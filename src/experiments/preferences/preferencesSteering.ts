import { intervalOf } from '../effect.ts'
import type { Claim, Control, Experiment } from '../experiment.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { type Condition, judge } from '../verdict.ts'
import { brokenRatio } from '../writing/coherence.ts'
import type { RandomRange } from '../writing/randomRange.ts'
import { coefficient } from './preferencesPlan.ts'
import type { PushEffects } from './preferencesPush.ts'

type Rule = Experiment['claims'][number]

const eight = '(eight can show no more than one in nine)'

const coherence = `Broken when a token of ordinary sentences is more than ${brokenRatio} times as unexpected under the push.`

/** The rules of both effects of a push. */
export const steeringRules: { shift: Rule; order: Rule } = {
  shift: {
    name: 'steering, general shift',
    says: 'A push toward trouble turns the feeling words from happy to sad, whatever the activity.',
    rule: `Shown when the 95 % interval of the mean change over activities lies below 0, and none of eight random directions changes as much ${eight}. ${coherence}`,
  },
  order: {
    name: 'steering, change of order',
    says: 'A push toward trouble changes what is preferred: how far pleasant lies above unpleasant.',
    rule: `Shown when the 95 % interval of the change of pleasant minus unpleasant excludes 0, and none of eight random directions changes it as much ${eight}. At floor when pleasant does not lie above unpleasant without a push (95 % interval). ${coherence}`,
  },
}

/** What is claimed of a push: that it shifts the feeling words, and that it changes the order of the activities. */
export function steeringClaims(found: PushEffects): Claim[] {
  const { shift, order, before, byClass, random, costs } = found
  const n = found.changes.length
  const coherent: Condition[] = [
    {
      name: 'coherence',
      asks: `a token of ordinary sentences is at most ${brokenRatio} times as unexpected under the push`,
      holds: costs.every(({ ratio }) => ratio.mean <= brokenRatio),
    },
  ]
  const beside = (range: RandomRange): Control[] => [
    {
      name: `${range.count} random directions, all of them`,
      ...{ low: range.low, high: range.high, unit: 'nats' },
    },
    ...costs.map(({ at, ratio }) => ({
      name: `perplexity of ordinary sentences at ${at === 'plus' ? '+' : '−'}${signless}`,
      ...{ value: ratio.mean, unit: 'times that without a push' },
    })),
  ]
  const ordered = judge({
    coherent,
    able: [
      { name: 'order without a push', asks: 'pleasant above unpleasant', holds: before.low > 0 },
    ],
    effect: [
      { name: 'interval', asks: 'it excludes 0', holds: order.low > 0 || order.high < 0 },
      beyond(random.order, 'changes the order as much'),
    ],
  })
  return [
    {
      ...{ name: steeringRules.shift.name, says: steeringRules.shift.says },
      ...judge({
        coherent,
        effect: [
          { name: 'interval', asks: 'it lies below 0', holds: shift.high < 0 },
          beyond(random.shift, 'changes the feeling words as much'),
        ],
      }),
      effects: [
        { name: 'mean change over activities', ...intervalOf(shift), unit: 'nats' },
        ...byClass,
      ],
      controls: beside(random.shift),
      detectable: smallestEffect({ error: shift.error, edge: farthest(random.shift) }), // without sign
      ...{ n, items: 'activities' },
    },
    {
      ...{ name: steeringRules.order.name, says: steeringRules.order.says, ...ordered },
      effects: [
        { name: 'change of pleasant − unpleasant', ...intervalOf(order), unit: 'nats' },
        { name: 'pleasant − unpleasant without a push', ...intervalOf(before), unit: 'nats' },
      ],
      controls: beside(random.order),
      detectable:
        ordered.verdict === 'at floor'
          ? null
          : smallestEffect({ error: order.error, edge: farthest(random.order) }), // without sign
      ...{ n, items: 'activities' },
    },
  ]
}

const farthest = ({ low, high }: RandomRange): number => Math.max(Math.abs(low), Math.abs(high))

const signless = String(coefficient).replace(/^0/, '')

const beyond = ({ asLarge }: RandomRange, does: string): Condition => ({
  name: 'random directions',
  asks: `none of them ${does}`,
  holds: asLarge === 0,
})
