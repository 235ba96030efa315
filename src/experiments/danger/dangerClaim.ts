import { mean, standardDeviation } from '../../math/statistics.ts'
import { intervalOf } from '../effect.ts'
import { meanAbove, meanOver } from '../estimate.ts'
import type { Claim, Experiment } from '../experiment.ts'
import { type RandomShare, randomShare } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import { type Ramp, riseOf, type sites } from './dangerRamp.ts'

/** One kind of ramp, direction and site. */
export interface Cell {
  kind: Ramp['kind']
  axis: 'in trouble' | 'afraid'
  site: (typeof sites)[number]
}

/** What is claimed of one kind of ramp, direction and site, and the rule that decides. */
export const dangerRule = ({ kind, axis, site }: Cell): Experiment['claims'][number] => ({
  name: `${kind}, ${axis}, ${site}`,
  says: `Danger ${kind === 'told' ? 'told in words' : 'that a number alone carries'} raises the “${axis}” reading ${site === 'user text' ? 'of the user’s text' : site}.`,
  rule: 'Shown when the 95 % interval over ramps lies above 0, five of six ramps rise, at most .05 of random directions change as much, and the ramps rise more than the decoys change either way (95 % interval over ramps and decoys).',
})

/** Readings of all steps of all ramps in their order, then of the reference. */
export interface Readings {
  values: number[]
  spread: number // how many of their units are one SD over all of them
  unit: string
}

/** A claim with what its figure draws. */
export interface Finding {
  kind: Cell['kind']
  claim: Claim
  ramps: { name: string; decoy: boolean; rise: number }[]
  band: { low: number; high: number } // of random directions
}

type Steps = readonly Pick<Ramp, 'kind' | 'name' | 'decoy' | 'steps'>[]

/** The claim of a cell; null with fewer than two ramps, without a decoy, or where all readings are equal. */
export function findingOf(
  cell: Cell,
  all: Steps,
  { values, spread, unit }: Readings,
  bank: readonly ArrayLike<number>[], // readings of random directions, in SD over all texts
  seed: number,
): Finding | null {
  const ramps = risesAlong(cell.kind, all, values)
  const real = ramps.flatMap(({ decoy, rise }) => (decoy ? [] : [rise]))
  const decoys = ramps.flatMap(({ decoy, rise }) => (decoy ? [rise] : []))
  if (real.length < 2 || decoys.length === 0 || spread === 0) return null
  const still = decoys.map(Math.abs) // which end of a decoy is the last one is arbitrary
  const rise = meanOver(real, seed)
  const overDecoys = meanAbove(real, still, seed)
  const random = randomShare(
    rise.mean / spread,
    bank.map((standard) => meanRise(cell.kind, all, standard)),
  )
  const band = { low: random.low * spread, high: random.high * spread }
  const ranked = [...real].sort((a, b) => b - a)
  const rising = real.filter((value) => value > 0).length
  const asked = Math.ceil((5 * real.length) / 6)
  const judgment = judge({
    effect: [
      { name: 'interval', asks: 'it lies above 0', holds: rise.low > 0 },
      { name: 'signs', asks: 'five of six ramps rise', holds: rising >= asked },
      {
        name: 'random directions',
        asks: 'at most .05 of them change as much',
        holds: random.share <= 0.05,
      },
      {
        name: 'decoys',
        asks: 'the ramps rise more than the decoys change either way',
        holds: overDecoys.low > 0,
      },
    ],
  })
  const inRamps = withinRamps(cell.kind, all, values, bank)
  const { name, says } = dangerRule(cell)
  const effect = { name: 'mean rise over ramps', ...intervalOf(rise), unit }
  const claim: Claim = {
    ...{ name, says, ...judgment },
    effects: [effect, { name: 'rise above the decoys', ...intervalOf(overDecoys), unit }],
    controls: [
      { name: 'share of random directions that change as much', value: random.share, unit: '' },
      ...(inRamps === null
        ? []
        : [
            {
              name: 'share of random directions in the spread of the ramps alone',
              ...{ value: inRamps.share, unit: '' },
            },
          ]),
      { name: `${random.count} random directions, 95 % of them`, ...band, unit },
      { name: 'decoys, mean rise', value: mean(decoys), unit },
      { name: 'decoys, mean absolute rise', value: mean(still), unit },
      { name: 'ramps that rise', value: rising, unit: `of ${real.length}` },
    ],
    // Were all ramps to rise by as much more: the lowest of five in six must rise too.
    detectable: smallestEffect({
      error: rise.error,
      edge: Math.max(random.edge * spread, rise.mean - ranked[asked - 1]!),
      above: [{ value: mean(still), error: overDecoys.error }],
    }),
    ...{ n: real.length, items: 'ramps' },
  }
  return { kind: cell.kind, claim, ramps, band }
}

/** The same share with every direction in its SD over the ramps alone; null where a reading is equal in all of them. */
function withinRamps(
  kind: Cell['kind'],
  all: Steps,
  values: readonly number[],
  bank: readonly ArrayLike<number>[],
): RandomShare | null {
  const count = all.reduce((sum, { steps }) => sum + steps.length, 0)
  const inSpread = (readings: ArrayLike<number>): number | null => {
    const sd = standardDeviation(Array.from({ length: count }, (_, i) => readings[i]!))
    return sd > 0 ? meanRise(kind, all, readings) / sd : null
  }
  const own = inSpread(values)
  const others = bank.flatMap((readings) => inSpread(readings) ?? [])
  return own === null || others.length === 0 ? null : randomShare(own, others)
}

/** The mean rise of the ramps of a kind, without decoys. */
const meanRise = (kind: Cell['kind'], all: Steps, values: ArrayLike<number>): number =>
  mean(risesAlong(kind, all, values).flatMap(({ decoy, rise }) => (decoy ? [] : [rise])))

/** The rise of every ramp of a kind, from readings of all steps of all ramps in their order. */
function risesAlong(kind: Cell['kind'], all: Steps, values: ArrayLike<number>): Finding['ramps'] {
  let from = 0
  return all.flatMap((ramp) => {
    const steps = Array.from({ length: ramp.steps.length }, (_, i) => values[from + i]!)
    from += ramp.steps.length
    return ramp.kind === kind
      ? [{ name: ramp.name, decoy: ramp.decoy, rise: riseOf(kind, steps) }]
      : []
  })
}
