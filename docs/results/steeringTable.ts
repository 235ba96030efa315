import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RandomRange } from '../../src/experiments/writing/randomRange.ts'
import type { TextContrast, TextCost } from '../../src/experiments/writing/textEffect.ts'
import { type Interval, mean } from '../../src/math/statistics.ts'
import { signed } from '../../src/state/numberText.ts'
import { type Expected, expected } from './expectedSteering.ts'
import { steeringNotes } from './steeringNotes.ts'
import type {
  ReadoutResults,
  SteeringResults,
  TextResults,
  VariantResults,
} from './steeringResults.ts'

/** Writes README.md from what was measured. */
export async function writeTable(results: SteeringResults): Promise<void> {
  const { readout, variants, text, confirmation, setting } = results
  const { model, passport, typicalNorm, layer } = setting
  const parts = [
    '# What steering does to the bundled model',
    'Made by `npx tsx docs/results/make.ts`: the protocols of `src/experiments/`, on the model and runtime of the command line. Every item’s value, all replies and all seeds are in `steering.json`. “Study” is the earlier study of this model, made with PyTorch; its texts were drawn by another random generator, so only intervals can be compared.',
    table(
      ['setting', ''],
      [
        [
          'model',
          `${model.name}, ${model.weights} on ${model.device}, hash \`${model.hash.slice(0, 12)}…\``,
        ],
        [
          'direction',
          `${passport.name}, texts \`${passport.contrastHash.slice(0, 12)}…\`, code ${passport.code}`,
        ],
        [
          'push',
          `block ${layer}, prompt and reply, from position 1 on; coefficient 1 is ${typicalNorm.toFixed(0)} of residual norm; positive is toward desperate`,
        ],
        ['intervals', '95 % bootstrap, 2,000 resamples'],
        ['random', 'seeded Gaussian unit vectors of the same size: range of their means'],
      ],
    ),
    ...(readout ? readoutPart(readout) : []),
    ...(variants ? variantsPart(variants) : []),
    ...(text ? textPart(text) : []),
    ...(confirmation ? confirmationPart(confirmation) : []),
    steeringNotes,
  ]
  await writeFile(join(import.meta.dirname, 'README.md'), `${parts.join('\n\n')}\n`)
}

function readoutPart({ effects, random, seconds, sentences, suffixes }: ReadoutResults): string[] {
  const rows = effects
    .filter(({ condition }) => condition.along === 'direction')
    .map(({ condition: { coefficient }, change }) => {
      const range = random.find((entry) => entry.coefficient === coefficient)?.range
      const study = expected.readout.get(coefficient)
      const theirs = expected.readoutRandom.get(coefficient)
      return [
        signed(coefficient, 1),
        inNats(change),
        study ? inNats(interval(study)) : '',
        overlap(change, study),
        range ? spread(range, 1) : '',
        theirs ?? '',
      ]
    })
  return [
    '## Readout: logit(“ desperate”) − logit(“ calm”)',
    `Change against coefficient 0 in nats, over ${sentences.length} sentences × ${suffixes.length} suffixes; ${random[0]?.range.count} random directions (${seconds.toFixed(0)} s).`,
    table(
      ['coefficient', 'here', 'study', 'intervals overlap', 'random here', 'random, study'],
      rows,
    ),
  ]
}

function variantsPart({ variants, seconds }: VariantResults): string[] {
  return [
    `The same at ±.2 with one thing changed, to look for the cause of a difference (${seconds.toFixed(0)} s):`,
    table(
      ['changed', '−0.2', '+0.2'],
      variants.map(({ name, minus, plus }) => [name, inNats(minus), inNats(plus)]),
    ),
  ]
}

function textPart(results: TextResults): string[] {
  const { contrasts, random, echo, costs, replies, seconds } = results
  return [
    '## Text: desperate − calm words of the lexicon per 100',
    `Text at + minus text at −, over ${results.prompts.length} prompts, seeds ${results.seeds.direction.join(' and ')}; ${random.count} random directions with seed ${results.seeds.random.join(', ')} (${replies.length} replies, ${seconds.toFixed(0)} s).`,
    table(contrastHead, [
      ...contrastRows('all words', contrasts, expected.text, random, expected.textRandom),
      ...contrastRows('without echoes', echo.contrasts, expected.echo, echo.random, ''),
    ]),
    `At ±0.2 chat prompts alone give ${meanOf(results, 'chat')} (study +4.7), raw ones ${meanOf(results, 'raw')} (study +2.2).`,
    `“Without echoes” leaves out words that begin like one the direction was made of: ${echo.leftOut.join(', ')}.`,
    '## Perplexity ratio',
    'Steered to baseline reply, both under the unsteered model.',
    table(costHead, costRows(costs, expected.costs, expected.costsRandom)),
  ]
}

function confirmationPart(results: TextResults): string[] {
  const { contrasts, random, costs, replies, seconds } = results
  return [
    '## Again, on 16 prompts that chose nothing',
    `The prompts that were kept for confirmation, seeds ${results.seeds.direction.join(' and ')}, ${random.count} new random directions (${replies.length} replies, ${seconds.toFixed(0)} s).`,
    table(
      contrastHead,
      contrastRows(
        'all words',
        contrasts,
        expected.confirmation,
        random,
        expected.confirmationRandom,
      ),
    ),
    table(costHead, costRows(costs, expected.confirmationCosts, new Map())),
  ]
}

/** The contrast at ±.2 over the prompts of one kind. */
function meanOf({ contrasts, prompts }: TextResults, kind: 'chat' | 'raw'): string {
  const [first] = contrasts // the direction at .2
  const values = first?.byPrompt.filter((_, prompt) => prompts[prompt]?.kind === kind) ?? []
  return signed(mean(values), 1)
}

const contrastHead = [
  ...['coefficient', 'lexicon', 'here', 'prompts + / 0 / −', 'study', 'intervals overlap'],
  ...['random here', 'random, study'],
]

function contrastRows(
  lexicon: string,
  contrasts: readonly TextContrast[],
  study: ReadonlyMap<number, Expected>,
  random: RandomRange,
  theirs: string,
): string[][] {
  return contrasts
    .filter(({ condition }) => condition.along === 'direction')
    .map(({ condition: { coefficient }, contrast, byPrompt }) => {
      const figure = study.get(coefficient)
      const count = (sign: number) => byPrompt.filter((value) => Math.sign(value) === sign).length
      return [
        `±${coefficient}`,
        lexicon,
        inNats(contrast),
        `${count(1)} / ${count(0)} / ${count(-1)}`,
        figure ? inNats(interval(figure)) : '',
        overlap(contrast, figure),
        ...(coefficient === 0.2 ? [spread(random, 1), theirs] : ['', '']),
      ]
    })
}

const costHead = [
  ...['coefficient', 'here', 'study', 'intervals overlap', 'random here: mean, range'],
  'random, study: mean',
]

function costRows(
  costs: readonly TextCost[],
  study: ReadonlyMap<number, Expected>,
  theirs: ReadonlyMap<number, Expected>,
): string[][] {
  return costs
    .filter(({ condition }) => condition.along === 'direction')
    .map(({ condition: { coefficient }, ratio }) => {
      const random = costs
        .filter(({ condition: c }) => c.along === 'random' && c.coefficient === coefficient)
        .map((cost) => cost.ratio.mean)
      const figure = study.get(coefficient)
      return [
        signed(coefficient, 1),
        asRatio(ratio),
        figure ? asRatio(interval(figure)) : '',
        overlap(ratio, figure),
        random.length > 0
          ? `${Math.exp(mean(random.map(Math.log))).toFixed(2)}, ${Math.min(...random).toFixed(2)} … ${Math.max(...random).toFixed(2)}`
          : '',
        theirs.get(coefficient)?.[0].toFixed(2) ?? '',
      ]
    })
}

const interval = ([mean, low, high]: Expected) => ({ mean, low, high })
type Stated = ReturnType<typeof interval>

const bounds = ({ low, high }: Stated, form: (value: number) => string): string =>
  low === undefined || high === undefined ? '' : ` [${form(low)}, ${form(high)}]`
const inNats = (value: Stated | Interval): string =>
  `${signed(value.mean, 1)}${bounds(value, (bound) => signed(bound, 1))}`
const asRatio = (value: Stated | Interval): string =>
  `${value.mean.toFixed(2)}${bounds(value, (bound) => bound.toFixed(2))}`

/** Without an interval of the study: whether its figure lies in ours. */
function overlap({ low, high }: Interval, study: Expected | undefined): string {
  if (!study) return ''
  const [value, from = value, to = value] = study
  return low <= to && from <= high ? 'yes' : 'no'
}

const spread = ({ low, high }: RandomRange, digits: number): string =>
  `${signed(low, digits)} … ${signed(high, digits)}`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
