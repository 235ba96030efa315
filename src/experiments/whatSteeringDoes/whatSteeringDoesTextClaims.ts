import { intervalOf, signed } from '../effect.ts'
import type { Claim, Control, Experiment } from '../experiment.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { type Condition, judge } from '../verdict.ts'
import { type Coherence, coherenceRules } from '../writing/coherence.ts'
import { randomRange } from '../writing/randomRange.ts'
import { formControls } from '../writing/requested.ts'
import type { Contrasts, Estimate } from './whatSteeringDoesContrast.ts'

const unit = 'words per 100'

/** What is claimed of written text, and the rules. */
export const textRules: Experiment['claims'] = [
  {
    name: 'text',
    says: 'A push along the direction moves written text from calm to desperate words.',
    rule: 'Shown when the 95 % interval of text(+.2) − text(−.2) over prompts lies above 0, with and without words that the direction was made of, and none of eight random directions contrasts as much (eight can show no more than one in nine). Broken when a token is more than 2 times as unexpected as at rest, or .2 more of the three-word runs are repeats.',
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

/** The same contrasts without words that could be echoes of what brought them about. */
export interface Fresh {
  pushed: Contrasts['steered'] // of what the direction was made of
  random: number[] // of the same, along random directions
  asked: Estimate // of the requests
  over: Estimate // of both
  areKnown: boolean // whether the direction was made of the shipped texts
}

/** What asking costs, and where the requests stood. */
interface Asking {
  costs: { calm: Coherence; desperate: Coherence }
  forms: (string | number)[]
}

/** The claims about text, pushed and asked for. */
export function textClaims(
  all: Contrasts,
  fresh: Fresh,
  pushes: readonly Coherence[],
  { costs: askedCosts, forms }: Asking,
  n: number,
): Claim[] {
  const [pushed, asked, against] = textRules
  const own = pushes.filter(({ condition }) => condition.along === 'direction')
  const range = randomRange(all.random, all.steered[0]!.mean)
  const again = fresh.areKnown ? 'the same without echoes' : 'the same without shipped words'
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
          echoRule('words that the direction was made of', fresh.pushed[0]!, fresh.areKnown),
        ],
      }),
      effects: [
        named('text(+.2) − text(−.2)', all.steered[0]!),
        named(again, fresh.pushed[0]!),
        ...all.steered.slice(1).map((each) => named(`at ±${each.coefficient}`, each)),
      ],
      controls: [
        { name: `${range.count} random directions, range`, low: range.low, high: range.high, unit },
        ...costControls(pushes),
      ],
      detectable: seenFrom(
        all.steered[0]!,
        fresh.pushed[0]!,
        Math.max(Math.abs(range.low), Math.abs(range.high)),
      ),
      ...counted,
    },
    {
      ...pickRule(asked!),
      ...judge({
        coherent: askedCoherent,
        effect: [
          { name: 'interval', asks: 'it lies above 0', holds: all.asked.low > 0 },
          echoRule('words that the request could echo', fresh.asked, true),
        ],
      }),
      effects: [
        named('asked for desperate − asked for calm', all.asked),
        named('the same without echoes', fresh.asked),
      ],
      controls: [
        ...ratioControl('perplexity ratio, asked for calm', askedCosts.calm),
        ...ratioControl('perplexity ratio, asked for desperate', askedCosts.desperate),
        ...formControls(forms),
      ],
      detectable: seenFrom(all.asked, fresh.asked),
      ...counted,
    },
    {
      ...pickRule(against!),
      ...judge({
        coherent,
        effect: [
          { name: 'interval', asks: 'the difference lies above 0', holds: all.over.low > 0 },
          echoRule('words that either could echo', fresh.over, fresh.areKnown),
        ],
      }),
      effects: [named('push − asking', all.over), named(again, fresh.over)],
      controls: costControls(own),
      detectable: seenFrom(all.over, fresh.over),
      ...counted,
    },
  ]
}

const pickRule = ({ name, says }: Experiment['claims'][number]) => ({ name, says })

/** What the other texts of a direction could echo is not known: the rule then says so. */
const echoRule = (words: string, { low }: Estimate, areKnown: boolean): Condition => ({
  name: 'echoes',
  asks: areKnown
    ? `it lies above 0 without ${words}`
    : `it lies above 0 without ${words}, as far as known: the direction was made of other texts than the shipped ones, whose echoes cannot be excluded`,
  holds: low > 0,
})

/** The smallest contrast that would have passed, with as much of it in echoes as there is. */
const seenFrom = (all: Estimate, fresh: Estimate, edge?: number): number =>
  smallestEffect({
    error: all.error,
    ...(edge === undefined ? {} : { edge }),
    above: [{ value: all.mean - fresh.mean, error: fresh.error }],
  })

function costControls(pushes: readonly Coherence[]): Control[] {
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
