import { effectText, intervalOf } from '../effect.ts'
import type { Claim } from '../experiment.ts'
import type { IntervalFigure } from '../figure.ts'
import type { Comparison } from './underTheSurfaceComparison.ts'
import type { Memory } from './underTheSurfaceMemory.ts'

type Row = IntervalFigure['rows'][number]

const sentenceOf = (claims: readonly Claim[]): string =>
  claims
    .map(({ name, effects, verdict }) => `${name}: ${effectText(effects[0]!)}, ${verdict}.`)
    .join(' ')

/** How well readings tell pushed stretches from others, before texts pushed at random, the floors beside them. */
export function stretchFigure(
  found: readonly { name: string; comparison: Comparison }[],
  claims: readonly Claim[],
): IntervalFigure {
  const [first] = found
  const rows = found.map(({ name, comparison: { auc, randomTexts } }): Row => {
    const band =
      randomTexts.length === 0
        ? null
        : { low: Math.min(...randomTexts), high: Math.max(...randomTexts) }
    return { label: name, role: 'effect', ...intervalOf(auc), band }
  })
  const beside: Row[] = first
    ? [
        {
          label: 'embedding',
          role: 'control',
          ...intervalOf(first.comparison.embedding.auc),
          band: null,
        },
        {
          label: 'mild words',
          role: 'rival',
          ...intervalOf(first.comparison.mild.auc),
          band: null,
        },
        ...(first.comparison.calmer
          ? [
              {
                ...{ label: 'pushed toward calm', role: 'item' as const, band: null },
                ...intervalOf(first.comparison.calmer),
              },
            ]
          : []),
        ...first.comparison.randomTexts.map(
          (value, i): Row => ({
            ...{ label: `pushed along random direction ${i + 1}`, role: 'decoy', value },
            ...{ low: null, high: null, band: null },
          }),
        ),
        {
          ...{ label: 'under the push itself, not a finding', role: 'decoy' },
          ...{ value: first.comparison.underPush, low: null, high: null, band: null },
        },
      ]
    : []
  return {
    ...{ kind: 'intervals', name: 'stretches', title: 'Composed stretches, told apart by reading' },
    sentence: sentenceOf(claims),
    unit: 'AUC',
    rows: [...rows, ...beside],
    marks: [{ value: 0.5, label: 'chance' }],
  }
}

/** How far the same calm reply reads apart after the two kinds of messages, part by part. */
export function memoryFigure({ parts, claims }: Memory): IntervalFigure {
  return {
    ...{
      kind: 'intervals',
      name: 'calm-reply',
      title: 'The same calm reply after a desperate message',
    },
    sentence: sentenceOf(claims),
    unit: 'SD',
    rows: parts.map(({ name, manner, gap, band }) => ({
      ...{ label: `${name}, ${manner}`, role: 'effect', ...intervalOf(gap), band },
    })),
    marks: [],
  }
}
