import { effectText, intervalOf } from '../effect.ts'
import type { IntervalFigure } from '../figure.ts'
import type { Cell, Finding } from './dangerClaim.ts'

/** The rises of all ramps along a direction at a site, beside what is claimed of them. */
export function dangerFigure(
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
