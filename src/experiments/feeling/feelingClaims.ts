import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { mean, quantile, wilsonInterval } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import { meanOver } from '../estimate.ts'
import type { Claim, Effect, Experiment } from '../experiment.ts'
import { slicedPermutation } from '../slicedPermutation.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import type { Compared } from './feelingComparison.ts'
import { isFound, type SceneScores, withinGroups } from './feelingScores.ts'

/** Whether a scene's emotion is among the first so many; within tones, what of it the tone alone does not explain. */
interface Look {
  first: 1 | 3
  withinTones: boolean
}

interface Seeds {
  bootstrap: number
  shuffle: number
}

/** A claim with what its figure draws. */
export interface FeelingClaim {
  claim: Claim
  look: Look
  p: number // of shuffled labels
  rows: { label: string; role: 'effect' | 'rival' | 'control'; rate: Rate }[]
  band: { low: number; high: number } | null // of random directions
  chance: number | null
}

interface Rate {
  value: number
  low: number
  high: number
}

const unit = 'share of scenes'

/** What is claimed of a look at the centered cosines, and the rule that decides. */
export const foundRule = ({ first, withinTones }: Look): Experiment['claims'][number] => {
  const among = first === 1 ? 'the first' : `among the first ${first}`
  return {
    name: withinTones ? 'beyond pleasant and unpleasant' : `centered, first ${first}`,
    says: withinTones
      ? `A scene’s emotion is ${among} more often than pleasant or unpleasant alone explains.`
      : `The emotion that a scene shows without the word is ${among} by centered cosine.`,
    rule: `Shown when the 95 % interval lies above ${withinTones ? '0' : 'chance'}, labels shuffled ${withinTones ? 'among scenes of the same tone ' : ''}do as well with p < .01, at most .05 of sets of random directions do as well, and the embedding does worse (95 % interval of the difference over scenes).`,
  }
}

export const centeringRule: Experiment['claims'][number] = {
  name: 'centering',
  says: 'The plain cosine finds the emotion among the first 3 less often than the centered one.',
  rule: 'Shown when the 95 % interval of centered minus plain over scenes lies above 0, and the centered cosine does better than shuffled labels with p < .01.',
}

/** Whether centered cosines find the emotions, beside all controls. */
export async function foundClaim(
  compared: Compared,
  look: Look,
  seeds: Seeds,
): Promise<FeelingClaim> {
  const { scenes, emotions } = compared
  const n = scenes.length
  const chance = look.withinTones ? 0 : look.first / emotions.length
  const own = counts(compared, look, compared.centered)
  const floor = counts(compared, look, compared.embedding)
  const boot = meanOver(own, seeds.bootstrap)
  const rate = look.withinTones ? intervalOf(boot) : rateOf(own)
  const aboveFloor = difference(own, floor)
  const gain = meanOver(aboveFloor, seeds.bootstrap)
  await yieldToEvents()
  const { p, short } = await shuffledLabels(compared, look, seeds.shuffle)
  const random = compared.random.map((scores) => mean(counts(compared, look, scores)))
  const band = { low: quantile(random, 0.025), high: quantile(random, 0.975) }
  const share = random.filter((other) => other >= rate.value).length / random.length
  const judgment = judge({
    effect: [
      {
        name: 'interval',
        asks: `it lies above ${look.withinTones ? '0' : 'chance'}`,
        holds: rate.low > chance,
      },
      { name: 'shuffled labels', asks: 'p < .01', holds: p < 0.01 },
      { name: 'random directions', asks: 'at most .05 of sets do as well', holds: share <= 0.05 },
      { name: 'embedding', asks: 'it finds fewer', holds: gain.low > 0 },
    ],
  })
  const { name, says } = foundRule(look)
  const nullError = Math.sqrt((chance * (1 - chance)) / n) // of the Wilson interval where nothing is found
  const found = look.withinTones ? 'found above what the tone explains' : 'found'
  return {
    claim: {
      ...{ name, says, ...judgment },
      effects: [
        { name: found, ...rate, unit },
        overEmotions(compared, found, own, seeds),
        { name: 'found above the embedding', ...intervalOf(gain), unit },
        overEmotions(compared, 'found above the embedding', aboveFloor, seeds),
      ],
      controls: [
        ...(look.withinTones ? [] : [{ name: 'chance', value: chance, unit }]),
        { name: 'shuffled labels, p of 10,000', value: p, unit: '' },
        { name: `share of ${random.length} sets of random directions`, value: share, unit: '' },
        { name: 'sets of random directions, 95 % of them', ...band, unit },
        { name: 'embedding', value: mean(floor), unit },
        { name: 'plain cosine', value: mean(counts(compared, look, compared.plain)), unit },
      ],
      detectable: smallestEffect({
        error: Math.max(boot.error, nullError),
        nothing: chance,
        edge: Math.max(quantile(random, 0.95), rate.value + short),
        above: [{ value: mean(floor), error: gain.error }],
      }),
      ...{ n, items: 'scenes' },
    },
    look,
    p,
    rows: look.withinTones
      ? [
          { label: 'centered cosine', role: 'effect', rate },
          {
            label: 'embedding',
            role: 'control',
            rate: intervalOf(meanOver(floor, seeds.bootstrap)),
          },
        ]
      : [
          { label: 'centered cosine', role: 'effect', rate },
          { label: 'plain cosine', role: 'rival', rate: plainRate(compared, look) },
          { label: 'embedding', role: 'control', rate: rateOf(floor) },
        ],
    band,
    chance: look.withinTones ? null : chance,
  }
}

/** Whether it is the centering that shows the emotions. */
export async function centeringClaim(compared: Compared, seeds: Seeds): Promise<FeelingClaim> {
  const look: Look = { first: 3, withinTones: false }
  const own = counts(compared, look, compared.centered)
  const plain = counts(compared, look, compared.plain)
  const gains = difference(own, plain)
  const gain = meanOver(gains, seeds.bootstrap)
  const { p, short } = await shuffledLabels(compared, look, seeds.shuffle)
  const judgment = judge({
    effect: [
      { name: 'interval', asks: 'it lies above 0', holds: gain.low > 0 },
      { name: 'shuffled labels', asks: 'p < .01 for the centered cosine', holds: p < 0.01 },
    ],
  })
  const { name, says } = centeringRule
  return {
    claim: {
      ...{ name, says, ...judgment },
      effects: [
        { name: 'centered minus plain', ...intervalOf(gain), unit },
        overEmotions(compared, 'centered minus plain', gains, seeds),
      ],
      controls: [
        { name: 'centered cosine', value: mean(own), unit },
        { name: 'plain cosine', value: mean(plain), unit },
        { name: 'shuffled labels, p of 10,000 for the centered cosine', value: p, unit: '' },
      ],
      detectable: smallestEffect({ error: gain.error, edge: gain.mean + short }),
      ...{ n: own.length, items: 'scenes' },
    },
    look,
    p,
    rows: [],
    band: null,
    chance: null,
  }
}

/** How each scene counts: 1 where it is found; within tones, minus how often its tone's other labels would be. */
function counts(
  { scenes }: Compared,
  { first, withinTones }: Look,
  { ranks }: SceneScores,
): number[] {
  return scenes.map(({ label, tone }, i) => {
    const found = isFound(ranks[i]!, label, first)
    if (!withinTones) return found
    const alike = scenes.filter((other) => other.tone === tone)
    return found - mean(alike.map((other) => isFound(ranks[i]!, other.label, first)))
  })
}

/** The p of shuffled labels, and how much more the share had to be (negative: could have been less) for p < .01. */
async function shuffledLabels(
  { scenes, centered }: Compared,
  { first, withinTones }: Look,
  seed: number,
): Promise<{ p: number; short: number }> {
  const found = scenes.map((_, i) =>
    scenes.map(({ label }) => isFound(centered.ranks[i]!, label, first)),
  )
  const groups = scenes.map(({ tone }) => (withinTones ? tone : 0))
  const total = (order: readonly number[]) =>
    order.reduce((sum, labelOf, i) => sum + found[i]![labelOf]!, 0)
  const own = total(scenes.map((_, i) => i))
  const shuffled: number[] = []
  const p = await slicedPermutation(
    own,
    (order) => {
      const found = total(withinTones ? withinGroups(order, groups) : order)
      shuffled.push(found)
      return found
    },
    scenes.length,
    seed,
  )
  return { p, short: (quantile(shuffled, 0.99) - own) / scenes.length }
}

/** The mean over scenes when emotions are drawn again instead: what it says of other emotions, with all their scenes. */
function overEmotions(
  { scenes, emotions }: Compared,
  name: string,
  values: readonly number[],
  { bootstrap }: Seeds,
): Effect {
  const byEmotion = emotions.map((_, e) => values.filter((_, i) => scenes[i]!.label === e))
  const found = bootstrapStatistic(
    emotions.length,
    (picked) => mean(picked.flatMap((e) => byEmotion[e]!)),
    bootstrap,
  )
  return { name: `${name}, drawn over emotions`, ...intervalOf(found), unit }
}

const difference = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, i) => value - b[i]!)

const rateOf = (found: readonly number[]): Rate =>
  intervalOf(
    wilsonInterval(
      found.reduce((sum, one) => sum + one, 0),
      found.length,
    ),
  )

const plainRate = (compared: Compared, look: Look): Rate =>
  rateOf(counts(compared, look, compared.plain))
