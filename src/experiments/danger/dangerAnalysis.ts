import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { detectableEffect } from '../../math/detectableEffect.ts'
import { bootstrapInterval, mean, standardDeviation } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { readingOf, readingScale } from '../../steering/reading.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { effectText, intervalOf } from '../effect.ts'
import type { Claim, Experiment, Findings, Ground } from '../experiment.ts'
import type { IntervalFigure } from '../figure.ts'
import { betweenMeans, rowsOf } from '../reading/emotionWords.ts'
import { randomBank, randomShare, standardized } from '../reading/randomBank.ts'
import { judge } from '../verdict.ts'
import { type Ramp, riseOf, sites } from './dangerRamp.ts'

export interface DangerInput {
  ground: Ground
  ramps: readonly (Ramp & { found: { vectors: Float32Array } })[]
  reference: readonly Float32Array[] // (message, site, dModel) each
  words: Float32Array | null // (afraid words then calm ones, site, dModel)
  afraidCount: number
  seeds: { bootstrap: number; random: number }
}

interface Cell {
  kind: Ramp['kind']
  axis: 'in trouble' | 'afraid'
  site: (typeof sites)[number]
}

/** What is claimed of one kind of ramp, direction and site, and the rule that decides. */
export const dangerRule = ({ kind, axis, site }: Cell): Experiment['claims'][number] => ({
  name: `${kind}, ${axis}, ${site}`,
  says: `Danger ${kind === 'told' ? 'told in words' : 'that a number alone carries'} raises the “${axis}” reading ${site === 'user text' ? 'of the user’s text' : site}.`,
  rule: 'Shown when the 95 % interval over ramps lies above 0, five of six ramps rise, at most .05 of random directions change as much, and the ramps rise more than the decoys (95 % interval).',
})

/** What the ramps say, of each kind along each direction at each site; null while there are too few of them. */
export async function analyzeDanger(input: DangerInput): Promise<Findings | null> {
  const { ramps, ground, seeds } = input
  const claims: Claim[] = []
  const figures: IntervalFigure[] = []
  const columns = ['kind', 'ramp', 'decoy', 'step', 'text']
  const rows: Findings['items']['rows'] = ramps.flatMap(({ kind, name, decoy, steps }) =>
    steps.map((text, i) => [kind, name, decoy ? 'yes' : 'no', i + 1, text]),
  )
  for (const site of sites) {
    const residuals = residualsAt(input, site)
    if (residuals.length < 2) continue
    const bank = randomBank(ground.set.dModel, seeds.random).flatMap((direction) => {
      const values = standardized(residuals, direction)
      return values ? [values] : []
    })
    await yieldToEvents()
    for (const axis of ['in trouble', 'afraid'] as const) {
      const readings = readingsAlong(input, axis, site, residuals)
      if (!readings) continue
      columns.push(`${axis}, ${site} (${readings.unit})`)
      rows.forEach((row, i) => void row.push(readings.values[i]!))
      const shown = (['told', 'counted'] as const).flatMap((kind) => {
        const found = findingOf({ kind, axis, site }, ramps, readings, bank, seeds.bootstrap)
        return found ? [found] : []
      })
      claims.push(...shown.map(({ claim }) => claim))
      if (shown.length > 0) figures.push(figureOf(axis, site, readings.unit, shown))
      await yieldToEvents()
    }
  }
  return claims.length === 0
    ? null
    : { claims, figures, items: { columns, rows }, looks: claims.length }
}

/** The residuals at a site: of all steps of all ramps in their order, then of the reference. */
function residualsAt(
  { ramps, reference, ground }: DangerInput,
  site: Cell['site'],
): Float32Array[] {
  const read = [...ramps.map(({ found }) => found.vectors), ...reference]
  return read.flatMap((vectors) => atSite(vectors, ground, site))
}

const atSite = (vectors: Float32Array, { set }: Ground, site: Cell['site']): Float32Array[] =>
  rowsOf(vectors, set.dModel).filter((_, i) => i % sites.length === sites.indexOf(site))

/** Readings of all steps in their order, and how many of their units are one SD over these texts. */
interface Readings {
  values: number[]
  spread: number
  unit: string
}

function readingsAlong(
  { ground, words, afraidCount }: DangerInput,
  axis: Cell['axis'],
  site: Cell['site'],
  residuals: readonly Float32Array[],
): Readings | null {
  if (axis === 'in trouble') {
    const { read, reply } = ground.blocks
    const scale = readingScale(ground.set, site === 'user text' ? read : reply)
    const values = residuals.map((h) => readingOf(dot(h, scale.direction), scale))
    return { values, spread: standardDeviation(values), unit: 'SD' }
  }
  if (!words) return null
  const vectors = atSite(words, ground, site)
  const afraid = betweenMeans(vectors.slice(afraidCount), vectors.slice(0, afraidCount))
  const values = standardized(residuals, afraid)
  return values && { values: Array.from(values), spread: 1, unit: 'SD over these texts' }
}

interface Finding {
  kind: Cell['kind']
  claim: Claim
  ramps: { name: string; decoy: boolean; rise: number }[]
  band: { low: number; high: number }
}

function findingOf(
  cell: Cell,
  all: DangerInput['ramps'],
  { values, spread, unit }: Readings,
  bank: readonly ArrayLike<number>[],
  seed: number,
): Finding | null {
  const ramps = risesAlong(cell.kind, all, values)
  const real = ramps.filter(({ decoy }) => !decoy).map(({ rise }) => rise)
  const decoys = ramps.filter(({ decoy }) => decoy).map(({ rise }) => rise)
  if (real.length < 2 || decoys.length === 0 || spread === 0) return null
  const rise = bootstrapStatistic(real.length, (picked) => mean(picked.map((i) => real[i]!)), seed)
  const overDecoys = bootstrapInterval(
    real.map((value) => value - mean(decoys)),
    seed,
  )
  const random = randomShare(
    rise.mean / spread,
    bank.map((standard) =>
      mean(risesAlong(cell.kind, all, standard).flatMap((r) => (r.decoy ? [] : [r.rise]))),
    ),
  )
  const band = { low: random.low * spread, high: random.high * spread }
  const rising = real.filter((value) => value > 0).length
  const judgment = judge({
    effect: [
      { name: 'interval', asks: 'it lies above 0', holds: rise.low > 0 },
      { name: 'signs', asks: 'five of six ramps rise', holds: rising >= (5 / 6) * real.length },
      {
        name: 'random directions',
        asks: 'at most .05 of them change as much',
        holds: random.share <= 0.05,
      },
      { name: 'decoys', asks: 'the ramps rise more than the decoys', holds: overDecoys.low > 0 },
    ],
  })
  const { name, says } = dangerRule(cell)
  const effect = { name: 'mean rise over ramps', ...intervalOf(rise), unit }
  const claim: Claim = {
    ...{ name, says, ...judgment },
    effects: [effect, { name: 'rise above the decoys', ...intervalOf(overDecoys), unit }],
    controls: [
      { name: 'share of random directions that change as much', value: random.share, unit: '' },
      { name: `${random.count} random directions, 95 % of them`, ...band, unit },
      { name: 'decoys, mean rise', value: mean(decoys), unit },
      { name: 'ramps that rise', value: rising, unit: `of ${real.length}` },
    ],
    detectable: detectableEffect(rise.error),
    ...{ n: real.length, items: 'ramps' },
  }
  return { kind: cell.kind, claim, ramps, band }
}

/** The rise of every ramp of a kind, from readings of all steps of all ramps in their order. */
function risesAlong(kind: Cell['kind'], ramps: DangerInput['ramps'], values: ArrayLike<number>) {
  let from = 0
  return ramps.flatMap((ramp) => {
    const steps = Array.from({ length: ramp.steps.length }, (_, i) => values[from + i]!)
    from += ramp.steps.length
    return ramp.kind === kind
      ? [{ name: ramp.name, decoy: ramp.decoy, rise: riseOf(kind, steps) }]
      : []
  })
}

function figureOf(
  axis: Cell['axis'],
  site: Cell['site'],
  unit: string,
  findings: readonly Finding[],
): IntervalFigure {
  return {
    kind: 'intervals',
    name: `${axis}-${site}`.replaceAll(' ', '-'),
    title: `Rise of the “${axis}” reading, ${site}`,
    sentence: findings
      .map(({ claim: { effects, verdict }, kind }) => {
        const how = kind === 'told' ? 'Told in words' : 'In a number alone'
        return `${how}: ${effectText(effects[0]!)}, ${verdict}.`
      })
      .join(' '),
    unit,
    rows: findings.flatMap(({ claim, ramps, band }) => [
      {
        label: `${claim.name.split(',')[0]}: mean of ${claim.n}`,
        role: 'effect' as const,
        ...intervalOf(claim.effects[0]!),
        band,
      },
      ...ramps.map(({ name, decoy, rise }) => ({
        label: name,
        role: decoy ? ('decoy' as const) : ('item' as const),
        ...{ value: rise, low: null, high: null, band: null },
      })),
    ]),
    marks: [],
  }
}
