import { intervalOf } from '../effect.ts'
import type { Claim, Control, Experiment } from '../experiment.ts'
import { randomShare } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge, type OutcomeRule } from '../verdict.ts'
import { type Coherence, coherenceRules } from '../writing/coherence.ts'
import { randomRange } from '../writing/randomRange.ts'
import type { Comparison, Look } from './underTheSurfaceComparison.ts'
import { enough, ratioControl, stretchCount } from './underTheSurfaceFloor.ts'
import { surfaceRandomSeeds } from './underTheSurfaceTasks.ts'

/** The three looks at stretches. */
export const looks: readonly Look[] = [
  {
    name: 'composed stretches, in context',
    says: 'Where a pushed text holds no telling word, the unsteered model that reads it again still reads higher.',
    ...{ free: 'telling', way: 'inContext' },
  },
  {
    name: 'composed stretches, alone',
    says: 'It does so from the stretch alone, without what stands before it.',
    ...{ free: 'telling', way: 'alone' },
  },
  {
    name: 'stretches without mild words',
    says: 'It does so where the text holds no mildly negative word either.',
    ...{ free: 'mild', way: 'inContext' },
  },
]

const leastRandom = surfaceRandomSeeds.length / 2

const rule =
  'Shown when the 95 % interval of the AUC over prompts lies above .5, no texts pushed along one of eight random directions and at most .05 of random reading directions come as far from .5 (of the eight at least four must leave stretches, and eight can show no more than one in nine), and the reading lies further above .5 than the embedding and than a judge of mild words lie from it (95 % intervals). Broken when the pushed text does not hold together. At floor below 20 stretches on a side.'

/** What is claimed of stretches, and the rule that decides. */
export const stretchRules: Experiment['claims'] = looks.map(({ name, says, free }) => ({
  ...{ name, says },
  rule: free === 'mild' ? rule.replace(' and than a judge of mild words', '') : rule,
}))

/** Judges one look. */
export function stretchClaim(
  { name, says, free }: Look,
  found: Comparison,
  coherence: Coherence,
): Claim {
  const far = Math.abs(found.auc.mean - 0.5)
  const fromHalf = (auc: number) => Math.abs(auc - 0.5)
  const readings = randomShare(far, found.randomReadings.map(fromHalf))
  const texts = found.randomTexts.map(fromHalf)
  const floors = free === 'mild' ? [found.embedding] : [found.embedding, found.mild]
  const outcome: OutcomeRule = {
    coherent: coherenceRules([coherence]),
    able: [enough(found)],
    effect: [
      { name: 'interval', asks: 'it lies above .5', holds: found.auc.low > 0.5 },
      {
        name: 'random texts',
        asks: `of at least ${leastRandom} random directions none comes as far from .5`,
        holds: texts.length >= leastRandom && texts.every((each) => each < far),
      },
      {
        name: 'random readings',
        asks: 'at most .05 of random directions tell as much',
        holds: readings.share <= 0.05,
      },
      { name: 'embedding', asks: 'it tells less', holds: found.embedding.below.low > 0 },
      ...(free === 'mild'
        ? []
        : [{ name: 'mild words', asks: 'they tell less', holds: found.mild.below.low > 0 }]),
    ],
  }
  const judgment = judge(outcome)
  const detectable = smallestEffect({
    ...{ error: found.auc.error, nothing: 0.5 },
    edge: 0.5 + Math.max(readings.edge, ...texts),
    above: floors.map(({ below }) => ({ value: found.auc.mean - below.mean, error: below.error })),
  })
  return {
    ...{ name, says, ...judgment },
    effects: [
      { name: 'AUC of stretches, pushed against not', ...intervalOf(found.auc), unit: 'AUC' },
      { name: 'reading, pushed minus not, by prompt', ...intervalOf(found.size), unit: 'SD' },
      ...(found.calmer
        ? [{ name: 'AUC of texts pushed toward calm', ...intervalOf(found.calmer), unit: 'AUC' }]
        : []),
    ],
    controls: controlsOf(found, readings.share, coherence),
    detectable: judgment.verdict === 'at floor' ? null : detectable,
    ...{ n: found.prompts, items: 'prompts' },
  }
}

function controlsOf(found: Comparison, readings: number, coherence: Coherence): Control[] {
  const unit = 'AUC'
  const texts = found.randomTexts
  const bank = randomRange(found.randomReadings, 0)
  return [
    ...(texts.length === 0
      ? []
      : [
          {
            name: `texts pushed along ${texts.length} random directions, range`,
            ...{ low: Math.min(...texts), high: Math.max(...texts), unit },
          },
        ]),
    { name: 'share of random reading directions that tell as much', value: readings, unit: '' },
    {
      name: `${bank.count} random reading directions, range`,
      low: bank.low,
      high: bank.high,
      unit,
    },
    { name: 'embedding', low: found.embedding.auc.low, high: found.embedding.auc.high, unit },
    { name: 'mild words', low: found.mild.auc.low, high: found.mild.auc.high, unit },
    { name: 'telling words, none by design', value: 0.5, unit },
    { name: 'under the push itself, which is mostly the push', value: found.underPush, unit },
    { name: 'prompts where it reads higher', value: found.rising, unit: `of ${found.prompts}` },
    ...[...stretchCount(found), ...ratioControl(coherence)],
  ]
}
