import { detectableEffect } from '../../math/detectableEffect.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Control, Experiment } from '../experiment.ts'
import { judge } from '../verdict.ts'
import { type Coherence, coherenceRules } from '../writing/coherence.ts'
import { randomRange } from '../writing/randomRange.ts'
import type { Contrasts, Estimate } from './whatSteeringDoesContrast.ts'

const unit = 'words per 100'

/** What is claimed of written text, and the rules. */
export const textRules: Experiment['claims'] = [
  {
    name: 'text',
    says: 'A push along the direction moves written text from calm to desperate words.',
    rule: 'Shown when the 95 % interval of text(+.2) − text(−.2) over prompts lies above 0, with and without words that the direction was made of, and none of eight random directions contrasts as much. Broken when a token is more than 2 times as unexpected as at rest, or .2 more of the three-word runs are repeats.',
  },
  {
    name: 'text, asked for',
    says: 'Asking for it in the prompt does the same, without a push.',
    rule: 'Shown when the 95 % interval over prompts lies above 0, with and without words that the request could echo. Broken as above.',
  },
  {
    name: 'text, pushed against asked',
    says: 'A push moves text more than asking for it does.',
    rule: 'Shown when the 95 % interval of the difference over prompts lies above 0, with and without words that either could echo. Broken as for the text.',
  },
]

/** The claims about text, pushed and asked for. */
export function textClaims(
  all: Contrasts,
  fresh: Contrasts,
  pushes: readonly Coherence[],
  askedCosts: { calm: Coherence; desperate: Coherence },
  n: number,
): Claim[] {
  const [pushed, asked, against] = textRules
  const own = pushes.filter(({ condition }) => condition.along === 'direction')
  const range = randomRange(all.random, all.steered[0]!.mean)
  const named = (name: string, estimate: Estimate) => ({ name, ...intervalOf(estimate), unit })
  const counted = { n, items: 'prompts' }
  const coherent = coherenceRules(own)
  const askedCoherent = coherenceRules([askedCosts.calm, askedCosts.desperate])
  return [
    {
      ...pickRule(pushed!),
      ...judge({
        coherent,
        effect: [
          { name: 'interval', asks: 'it lies above 0', holds: all.steered[0]!.low > 0 },
          {
            name: 'random directions',
            asks: 'none of eight contrasts as much',
            holds: range.asLarge === 0,
          },
          {
            name: 'echoes',
            asks: 'it lies above 0 without words that the direction was made of',
            holds: fresh.steered[0]!.low > 0,
          },
        ],
      }),
      effects: [
        named('text(+.2) − text(−.2)', all.steered[0]!),
        named('the same without echoes', fresh.steered[0]!),
        ...all.steered.slice(1).map((each) => named(`at ±${each.coefficient}`, each)),
      ],
      controls: [
        { name: `${range.count} random directions, range`, low: range.low, high: range.high, unit },
        ...costControls(pushes),
      ],
      detectable: detectableEffect(all.steered[0]!.error),
      ...counted,
    },
    {
      ...pickRule(asked!),
      ...judge({
        coherent: askedCoherent,
        effect: [
          { name: 'interval', asks: 'it lies above 0', holds: all.asked.low > 0 },
          {
            name: 'echoes',
            asks: 'it lies above 0 without words that the request could echo',
            holds: fresh.asked.low > 0,
          },
        ],
      }),
      effects: [
        named('asked for desperate − asked for calm', all.asked),
        named('the same without echoes', fresh.asked),
      ],
      controls: [
        ...ratioControl('perplexity ratio, asked for calm', askedCosts.calm),
        ...ratioControl('perplexity ratio, asked for desperate', askedCosts.desperate),
      ],
      detectable: detectableEffect(all.asked.error),
      ...counted,
    },
    {
      ...pickRule(against!),
      ...judge({
        coherent,
        effect: [
          { name: 'interval', asks: 'the difference lies above 0', holds: all.over.low > 0 },
          {
            name: 'echoes',
            asks: 'it does so without words that either could echo',
            holds: fresh.over.low > 0,
          },
        ],
      }),
      effects: [named('push − asking', all.over), named('the same without echoes', fresh.over)],
      controls: costControls(own),
      detectable: detectableEffect(all.over.error),
      ...counted,
    },
  ]
}

const pickRule = ({ name, says }: Experiment['claims'][number]) => ({ name, says })

function costControls(pushes: readonly Coherence[]): Control[] {
  const signed = (coefficient: number) =>
    `${coefficient > 0 ? '+' : '−'}.${Math.abs(coefficient) * 10}`
  const own = pushes.filter(({ condition }) => condition.along === 'direction')
  const random = pushes.flatMap(({ condition, ratio }) =>
    condition.along === 'random' && ratio ? [ratio.mean] : [],
  )
  return [
    ...own.flatMap((cost) =>
      ratioControl(`perplexity ratio at ${signed(cost.condition.coefficient)}`, cost),
    ),
    ...(random.length === 0
      ? []
      : [
          {
            name: 'perplexity ratio of random directions, range',
            low: Math.min(...random),
            high: Math.max(...random),
            unit: '×',
          },
        ]),
    {
      name: 'repeated three-word runs, more than at rest',
      value: Math.max(...own.map(({ repeats, atRest }) => repeats - atRest)),
      unit: 'share',
    },
  ]
}

const ratioControl = (name: string, { ratio }: Coherence): Control[] =>
  ratio ? [{ name, value: ratio.mean, unit: '×' }] : []
