import { standardDeviation } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { readingOf, readingScale } from '../../steering/reading.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim, Findings, Ground } from '../experiment.ts'
import type { IntervalFigure } from '../figure.ts'
import { betweenMeans, rowsOf } from '../reading/emotionWords.ts'
import { randomBank, standardized } from '../reading/randomBank.ts'
import { type Cell, findingOf, type Readings } from './dangerClaim.ts'
import { dangerFigure } from './dangerFigure.ts'
import { type Ramp, sites } from './dangerRamp.ts'

export interface DangerInput {
  ground: Ground
  ramps: readonly (Ramp & { found: { vectors: Float32Array } })[]
  reference: readonly Float32Array[] // (message, site, dModel) each
  words: Float32Array | null // (afraid words then calm ones, site, dModel)
  afraidCount: number
  seeds: { bootstrap: number; random: number }
}

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
      if (shown.length > 0) figures.push(dangerFigure(axis, site, readings.unit, shown))
      await yieldToEvents()
    }
  }
  return claims.length === 0 ? null : { claims, figures, items: { columns, rows } }
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
