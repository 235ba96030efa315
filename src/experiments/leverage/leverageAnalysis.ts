import { mean, standardDeviation } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { readingOf, readingScale } from '../../steering/reading.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { effectText, intervalOf } from '../effect.ts'
import { type Estimate, estimateOf, inSd, meanAbove, randomControls } from '../estimate.ts'
import type { Claim, Experiment, Ground } from '../experiment.ts'
import type { IntervalFigure } from '../figure.ts'
import { randomBank } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import type { Pair } from './situation.ts'

/** What is claimed of the readings before the reply, and the rule that decides. */
export const stakesRule: Experiment['claims'][number] = {
  name: 'stakes',
  says: 'The reading before the reply is higher when much is at stake for the one who knows the secret.',
  rule: 'Shown when pressed minus unpressed lies above 0 (95 % interval over situations), in eight of ten situations, at most .05 of random directions differ as much, and the pairs differ more than the decoys (95 % interval), each by its absolute value because its tellings are arbitrary.',
}

/** The readings of all pairs at a block, and their differences beside random directions. */
export interface StakesLook {
  block: number
  pairs: (Pair & { readings: [number, number] })[] // pressed, unpressed; SD over neutral text
  estimate: Estimate // of pressed minus unpressed, without decoys
}

/**
 * Reads pairs at a block along the direction and along random ones, each in its own SD over the texts told without
 * pressure. Null for fewer than 2 pairs and 1 decoy, or where nothing varies. Lets events in between.
 */
export async function lookAtStakes(
  block: number,
  pairs: readonly Pair[],
  ground: Ground,
  seeds: { bootstrap: number; random: number },
): Promise<StakesLook | null> {
  const decoys = pairs.filter(({ situation }) => situation.decoy).length
  if (pairs.length - decoys < 2 || decoys < 1) return null
  const scale = readingScale(ground.set, block)
  const read = pairs.map((pair) => ({
    ...pair,
    readings: [pair.pressed, pair.unpressed].map((h) =>
      readingOf(dot(h, scale.direction), scale),
    ) as [number, number],
  }))
  const spread = spreadOf(read)
  const random: number[] = []
  for (const [i, direction] of randomBank(ground.set.dModel, seeds.random).entries()) {
    const along = pairs.map((pair) => ({
      ...pair,
      readings: [dot(pair.pressed, direction), dot(pair.unpressed, direction)] as [number, number],
    }))
    const unit = spreadOf(along)
    if (unit > 0) random.push((mean(differences(along, false)) * spread) / unit)
    if (i % 50 === 49) await yieldToEvents()
  }
  if (spread === 0 || random.length === 0) return null
  const estimate = estimateOf(differences(read, false), random, seeds.bootstrap)
  return { block, pairs: read, estimate }
}

type Read = Pick<StakesLook['pairs'][number], 'readings' | 'situation'>

const differences = (pairs: readonly Read[], decoy: boolean): number[] =>
  pairs
    .filter(({ situation }) => situation.decoy === decoy)
    .map(({ readings: [pressed, unpressed] }) => pressed - unpressed)

const spreadOf = (pairs: readonly Read[]): number =>
  standardDeviation(
    pairs.flatMap(({ readings, situation }) => (situation.decoy ? readings : [readings[1]])),
  )

/** Judges whether what is at stake raises the reading at the first look's block; others stand beside it. */
export function stakesClaim(
  [look, ...further]: readonly [StakesLook, ...StakesLook[]],
  seed: number,
): Claim {
  const { estimate, pairs } = look
  const { effect, random, above } = estimate
  const values = differences(pairs, false)
  const descending = values.toSorted((a, b) => b - a)
  const n = values.length
  const decoys = differences(pairs, true)
  const still = decoys.map(Math.abs)
  const overDecoys = meanAbove(values, still, seed)
  const judgment = judge({
    effect: [
      { name: 'interval', asks: 'it lies above 0', holds: effect.low > 0 },
      { name: 'signs', asks: 'eight of ten situations agree', holds: above >= 0.8 * n },
      {
        name: 'random directions',
        asks: 'at most .05 of them differ as much',
        holds: random.share <= 0.05,
      },
      {
        name: 'decoys',
        asks: 'the pairs differ more than the decoys differ either way',
        holds: overDecoys.low > 0,
      },
    ],
  })
  const { name, says } = stakesRule
  return {
    ...{ name, says, ...judgment },
    effects: [
      inSd('pressed minus unpressed', estimate),
      { name: 'above the decoys', ...intervalOf(overDecoys), unit: 'SD' },
      ...further.map((other) =>
        inSd(`pressed minus unpressed, block ${other.block}`, other.estimate),
      ),
    ],
    controls: [
      ...randomControls(estimate),
      { name: 'decoys, mean difference', value: mean(decoys), unit: 'SD' },
      { name: 'decoys, mean absolute difference', value: mean(still), unit: 'SD' },
      { name: 'situations above 0', value: above, unit: `of ${n}` },
      {
        name: 'tokens that the pressed texts have more, mean',
        value: mean(pairs.filter(({ situation }) => !situation.decoy).map(({ longer }) => longer)),
        unit: 'tokens',
      },
    ],
    // Were all situations' differences larger by as much: the lowest of eight in ten must lie above 0 too.
    detectable: smallestEffect({
      error: effect.error,
      edge: Math.max(random.edge, effect.mean - descending[Math.ceil(0.8 * n) - 1]!),
      above: [{ value: mean(still), error: overDecoys.error }],
    }),
    ...{ n, items: 'situations' },
  }
}

/** The difference of every situation and decoy, and their mean before its random directions. */
export function stakesFigure({ pairs, estimate, block }: StakesLook, claim: Claim): IntervalFigure {
  const { effect, random } = estimate
  return {
    kind: 'intervals',
    name: 'stakes',
    title: `What is at stake, and the reading before the reply (block ${block})`,
    sentence: `${claim.name}: ${effectText(claim.effects[0]!)}, ${claim.verdict}.`,
    unit: 'SD',
    rows: [
      {
        label: `pressed − unpressed, mean of ${claim.n}`,
        role: 'effect',
        ...intervalOf(effect),
        band: { low: random.low, high: random.high },
      },
      ...pairs.map(({ situation: { name, decoy }, readings: [pressed, unpressed] }) => ({
        label: name,
        role: decoy ? ('decoy' as const) : ('item' as const),
        ...{ value: pressed - unpressed, low: null, high: null, band: null },
      })),
    ],
    marks: [],
  }
}
