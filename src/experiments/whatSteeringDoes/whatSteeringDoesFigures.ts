import { effectText, intervalOf } from '../effect.ts'
import type { IntervalFigure, Role } from '../figure.ts'
import type { Coherence } from '../writing/coherence.ts'
import { brokenRatio } from '../writing/coherence.ts'
import type { Contrasts } from './whatSteeringDoesContrast.ts'
import { ruled } from './whatSteeringDoesTasks.ts'
import type { TextFindings } from './whatSteeringDoesText.ts'

type Row = IntervalFigure['rows'][number]

/** The written text: pushes before the band of random directions, asking beside them; then what each costs. */
export const textFigures = (findings: TextFindings): IntervalFigure[] => [
  wordsFigure(findings),
  costFigure(findings),
]

function wordsFigure({ all, fresh, claims }: TextFindings): IntervalFigure {
  const unit = 'words per 100'
  const pushRows = (steered: Contrasts['steered'], more: string, band: Row['band']): Row[] =>
    steered.map((each) => ({
      ...{ label: `push ±${each.coefficient}${more}`, role: 'effect', ...intervalOf(each) },
      band: each.coefficient === ruled ? band : null,
    }))
  const askedRow = (asked: Contrasts['asked'], more: string): Row => ({
    ...{ label: `asked for${more}`, role: 'rival', ...intervalOf(asked), band: null },
  })
  return {
    ...{ kind: 'intervals', name: 'text', title: 'Desperate − calm words in what is written' },
    sentence: claims
      .map(({ name, effects, verdict }) => `${name}: ${effectText(effects[0]!)}, ${verdict}.`)
      .join(' '),
    unit,
    rows: [
      ...pushRows(all.steered, '', bandOf(all.random)),
      askedRow(all.asked, ''),
      ...pushRows(fresh.pushed, ', no echoes', bandOf(fresh.random)),
      askedRow(fresh.asked, ', no echoes'),
      ...all.random.map((value, i) => single(`random direction ${i + 1}`, 'control', value)),
    ],
    marks: [],
  }
}

function costFigure({ costs, askedCosts }: TextFindings): IntervalFigure {
  const own = costs
    .filter(({ condition }) => condition.along === 'direction')
    .sort((a, b) => a.condition.coefficient - b.condition.coefficient)
  const bandAt = (coefficient: number) =>
    bandOf(
      costs.flatMap(({ condition: c, ratio }) =>
        c.along === 'random' && c.coefficient === coefficient && ratio ? [ratio.mean] : [],
      ),
    )
  const rows = [
    ...own.flatMap((cost) => {
      const { coefficient } = cost.condition
      const label = `push ${coefficient > 0 ? '+' : '−'}${Math.abs(coefficient)}`
      return rowOf(label, 'effect', cost, bandAt(coefficient))
    }),
    ...rowOf('asked for calm', 'rival', askedCosts.calm, null),
    ...rowOf('asked for desperate', 'rival', askedCosts.desperate, null),
  ]
  return {
    ...{ kind: 'intervals', name: 'cost', title: 'How much less expected the text is' },
    sentence: `Perplexity of the text by the unsteered model, as a multiple of that at rest: ${rows
      .map(({ label, value }) => `${label} ${value.toFixed(2)}`)
      .join(', ')}. Above ${brokenRatio} it counts as broken.`,
    unit: '×',
    rows,
    marks: [
      { value: 1, label: 'at rest' },
      { value: brokenRatio, label: 'broken' },
    ],
  }
}

const rowOf = (label: string, role: Role, { ratio }: Coherence, band: Row['band']): Row[] =>
  ratio ? [{ label, role, ...intervalOf(ratio), band }] : []

const single = (label: string, role: Role, value: number): Row => ({
  ...{ label, role, value },
  ...{ low: null, high: null, band: null },
})

const bandOf = (values: readonly number[]): Row['band'] =>
  values.length === 0 ? null : { low: Math.min(...values), high: Math.max(...values) }
