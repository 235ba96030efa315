import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { stream } from '../../math/seededStream.ts'
import { mean, quantile } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Effect } from '../experiment.ts'
import { randomBank } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import { placeIn } from './emotionMapPlane.ts'
import type { Space, WordSpaces } from './emotionMapSpaces.ts'
import { type Statistic, type Trait, traitRule } from './emotionMapTraits.ts'

/** A claim about a component, with what its figure draws. */
export interface TraitClaim {
  claim: Claim
  parts: Effect[] // of its first effect
  floors: { name: string; value: number }[] // by other ways to read the words
  band: { low: number; high: number } // of random directions through the same vectors
  reached: number // by 95 % of Gaussian vectors
}

const draws = 1000 // of random directions, and of Gaussian vectors

/** Projections of the rated words on many random directions, (direction, rated word). Lets waiting events in between. */
export async function randomScores(
  { block, rated }: WordSpaces,
  firstSeed: number,
): Promise<number[][]> {
  const scores: number[][] = []
  for (let from = 0; from < draws; from += 100) {
    for (const direction of randomBank(block.mean.length, firstSeed + from, 100))
      scores.push(rated.map(({ at }) => dot(block.vectors[at]!, direction)))
    await yieldToEvents()
  }
  return scores
}

/** Whether a component follows a trait, beside all controls; null where there is no such figure of these words. */
export async function traitClaim(
  spaces: WordSpaces,
  trait: Trait,
  random: readonly (readonly number[])[],
  seeds: { bootstrap: number; gaussian: number },
): Promise<TraitClaim | null> {
  const { rated, block, embedding, halves } = spaces
  const { statistic, component, unit } = trait
  const along = ({ plane }: Space, { vectors }: Space): number[] =>
    rated.map(({ at }) => placeIn(plane, vectors[at]!)[component === 0 ? 'x' : 'y'])
  const scores = along(block, block)
  const bare = embedding ? along(embedding, embedding) : rated.map(() => 0)
  const all = [...rated.keys()]
  const estimate = async (name: string, of: ReturnType<Statistic>) => {
    await yieldToEvents()
    if (of(all) === null) return null
    const found = bootstrapStatistic(rated.length, of, seeds.bootstrap)
    return { effect: { name, ...intervalOf(found), unit }, error: found.error }
  }
  const own = statistic(scores, rated)
  const signedBare = statistic(bare, rated)
  const sign = (signedBare(all) ?? 0) < 0 ? -1 : 1 // where a component points is arbitrary: against the claim
  const ofBare = (drawn: readonly number[]) => sign * (signedBare(drawn) ?? 0)
  const main = await estimate('component and ratings', own)
  const gain = await estimate('above the embedding’s own component', (drawn) => {
    const value = own(drawn)
    return value === null ? null : value - ofBare(drawn)
  })
  if (!main || !gain) return null
  const parts: Effect[] = []
  for (const { name, statistic: part } of trait.parts) {
    const found = await estimate(name, part(scores, rated))
    if (found) parts.push(found.effect)
  }
  await yieldToEvents()
  const reached = reachedByGaussian(trait, rated, seeds.gaussian)
  await yieldToEvents()
  const others: number[] = []
  for (const [i, some] of random.entries()) {
    others.push(statistic(some, rated)(all) ?? 0)
    if (i % 250 === 249) await yieldToEvents()
  }
  const band = { low: quantile(others, 0.025), high: quantile(others, 0.975) }
  const { value, low } = main.effect
  const share = others.filter((other) => Math.abs(other) >= value).length / others.length
  const crossed = mean(
    [along(halves[0], halves[1]), along(halves[1], halves[0])].map(
      (some) => statistic(some, rated)(all) ?? 0,
    ),
  )
  const floor = ofBare(all)
  const judgment = judge({
    effect: [
      {
        name: 'Gaussian vectors',
        asks: 'the 95 % interval lies above what 95 % of them reach',
        holds: low > reached,
      },
      { name: 'embedding', asks: 'its own component does worse', holds: gain.effect.low > 0 },
      {
        name: 'other templates',
        asks: 'a component found in other templates does better than 95 % of Gaussian vectors',
        holds: crossed > reached,
      },
    ],
  })
  const { name, says } = traitRule(trait)
  const [first, second] = halves.map(({ plane }) => plane.components[component])
  return {
    claim: {
      ...{ name, says, ...judgment },
      effects: [main.effect, ...parts, gain.effect],
      controls: [
        { name: 'Gaussian vectors, 95 % of them reach at most', value: reached, unit },
        { name: 'share of random directions that do as well', value: share, unit: '' },
        { name: `${others.length} random directions, 95 % of them`, ...band, unit },
        { name: 'embedding’s own component, either way', value: floor, unit },
        { name: 'component of other templates', value: crossed, unit },
        {
          name: 'components of both halves of the templates',
          ...{ value: Math.abs(dot(first!, second!)), unit: 'cosine' },
        },
        { name: 'share of the variance', value: block.plane.shares[component], unit: '' },
      ],
      detectable: smallestEffect({
        error: main.error,
        edge: reached + value - crossed, // were the component of other templates to follow by as much more
        above: [
          { value: reached, error: main.error },
          { value: floor, error: gain.error },
        ],
      }),
      ...{ n: rated.length, items: 'rated words' },
    },
    parts,
    floors: [
      { name: 'component of other templates', value: crossed },
      { name: 'embedding’s own component', value: floor },
    ],
    ...{ band, reached },
  }
}

/**
 * What 95 % of Gaussian vectors in place of the words' reach at most. The scores of words on a component of such
 * vectors point anywhere with the same chance, so Gaussian scores are drawn and the components need not be.
 */
export function reachedByGaussian(
  { statistic }: Pick<Trait, 'statistic'>,
  rated: WordSpaces['rated'],
  seed: number,
): number {
  const random = stream(seed, 'gaussian words')
  const all = [...rated.keys()]
  const values = Array.from({ length: draws }, () => {
    const scores = rated.map(() => random.gaussian())
    return Math.abs(statistic(scores, rated)(all) ?? 0)
  })
  return quantile(values, 0.95)
}
