import type { Interval } from '../../math/statistics.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Experiment } from '../experiment.ts'
import { randomShare } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import { formControls } from '../writing/requested.ts'

/** What is claimed of calm replies, and the rules. */
export const memoryRules: Experiment['claims'] = [
  {
    name: 'calm reply, memory of the message',
    says: 'The same calm reply, token for token, reads higher after a desperate message than after a calm one.',
    rule: 'Shown when the 95 % interval of the gap over messages lies above 0 and at most .05 of random directions tell the two apart as well (Cohen’s d). It is a memory of the context: the words are the same.',
  },
  {
    name: 'calm reply, asked for calm',
    says: 'A request to answer calmly lowers what is left of the desperate message.',
    rule: 'Shown when the 95 % interval of the fall of the gap over messages lies above 0 and at most .05 of random directions fall as much, each in its own SD.',
  },
]

type Estimate = Interval & { error: number }

/** How far the last part of calm replies reads apart, by the direction and by random ones. */
export interface MemoryFound {
  gap: Estimate // in SD, after desperate minus after calm messages
  d: Estimate
  fall: Estimate
  spread: number
  random: readonly { d: number; fall: number }[]
  forms: readonly (string | number)[] // where the request stood
  n: number
}

/** Both claims. */
export function memoryClaims(
  part: string,
  { gap, d, fall, spread, random, forms, n }: MemoryFound,
): Claim[] {
  const shareOfD = randomShare(
    d.mean,
    random.map((each) => each.d),
  )
  const shareOfFall = randomShare(
    spread === 0 ? 0 : fall.mean / spread,
    random.map((each) => each.fall),
  )
  const [remembers, lowers] = memoryRules
  const randomRule = (share: number) => ({
    name: 'random directions',
    asks: 'at most .05 of them do as much',
    holds: share <= 0.05,
  })
  return [
    {
      ...{ name: remembers!.name, says: remembers!.says },
      ...judge({
        effect: [
          { name: 'interval', asks: 'the gap lies above 0', holds: gap.low > 0 },
          randomRule(shareOfD.share),
        ],
      }),
      effects: [
        { name: `gap, ${part}`, ...intervalOf(gap), unit: 'SD' },
        { name: 'in SD of messages of one side', ...intervalOf(d), unit: 'd' },
      ],
      controls: [
        { name: 'share of random directions with as large a d', value: shareOfD.share, unit: '' },
        {
          name: 'd of random directions, 95 % of them',
          low: shareOfD.low,
          high: shareOfD.high,
          unit: 'd',
        },
      ],
      detectable: smallestEffect({ error: gap.error, edge: spread * shareOfD.edge }),
      ...{ n, items: 'messages' },
    },
    {
      ...{ name: lowers!.name, says: lowers!.says },
      ...judge({
        effect: [
          { name: 'interval', asks: 'the fall lies above 0', holds: fall.low > 0 },
          randomRule(shareOfFall.share),
        ],
      }),
      effects: [{ name: `fall of the gap, ${part}`, ...intervalOf(fall), unit: 'SD' }],
      controls: [
        {
          name: 'share of random directions that fall as much',
          value: shareOfFall.share,
          unit: '',
        },
        ...formControls(forms),
      ],
      detectable: smallestEffect({ error: fall.error, edge: spread * shareOfFall.edge }),
      ...{ n, items: 'messages' },
    },
  ]
}
