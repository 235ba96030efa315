import { meanOfRows } from '../../math/vector.ts'
import { effectText } from '../effect.ts'
import type { Findings } from '../experiment.ts'
import type { IntervalFigure, MatrixFigure } from '../figure.ts'
import type { FeelingClaim } from './feelingClaims.ts'
import type { Compared } from './feelingComparison.ts'
import type { SceneScores } from './feelingScores.ts'

/** The rates beside their floors, and which emotion each kind of scene looks like. */
export function feelingFigures(
  compared: Compared,
  claims: readonly FeelingClaim[],
): Findings['figures'] {
  return [
    ...claims.filter(({ rows }) => rows.length > 0).map(ratesOf),
    confusion(compared, 'centered', compared.centered),
    confusion(compared, 'plain', compared.plain),
  ]
}

function ratesOf({ claim, look, rows, band, chance }: FeelingClaim): IntervalFigure {
  const found = look.first === 1 ? 'found first' : `found among the first ${look.first}`
  return {
    kind: 'intervals',
    name: look.withinTones ? 'beyond-tone' : `first-${look.first}`,
    title: look.withinTones ? `Scenes ${found}, above what their tone explains` : `Scenes ${found}`,
    sentence: `${claim.name}: ${effectText(claim.effects[0]!)}, ${claim.verdict}.`,
    unit: claim.effects[0]!.unit,
    rows: rows.map(({ label, role, rate }) => ({
      ...{ label, role, ...rate },
      band: role === 'effect' ? band : null,
    })),
    marks: chance === null ? [] : [{ value: chance, label: 'chance' }],
  }
}

function confusion(
  { emotions, scenes }: Compared,
  name: 'centered' | 'plain',
  { cosines }: SceneScores,
): MatrixFigure {
  const k = emotions.length
  const rows = emotions.map((label, e) => {
    const own = cosines.filter((_, i) => scenes[i]!.label === e)
    const flat = Float64Array.from(own.flatMap((each) => Array.from(each)))
    return { label, cells: Array.from(meanOfRows(flat, k)) }
  })
  const highest = rows.filter(({ cells }, e) => cells.every((cell) => cell <= cells[e]!)).length
  return {
    kind: 'matrix',
    name: `${name}-cosines`,
    title: `Mean ${name} cosine of scenes with emotions`,
    sentence: `${highest} of ${k} kinds of scenes are nearest to their own emotion.`,
    unit: 'cosine',
    rows,
    columns: emotions,
    rowTitle: 'scenes of',
    columnTitle: 'direction of',
  }
}

/** Every scene with the ranks of its emotion and its cosines. */
export function feelingItems(compared: Compared): Findings['items'] {
  const { emotions, scenes, centered, plain, embedding } = compared
  return {
    columns: [
      ...['emotion', 'scene', 'rank, centered', 'rank, plain', 'rank, embedding', 'nearest'],
      ...emotions.map((name) => `centered cosine with ${name}`),
      ...emotions.map((name) => `plain cosine with ${name}`),
    ],
    rows: scenes.map(({ text, label }, i) => [
      ...[emotions[label]!, text],
      ...[centered, plain, embedding].map(({ ranks }) => ranks[i]![label]!),
      emotions[nearestOf(centered.cosines[i]!)]!,
      ...centered.cosines[i]!,
      ...plain.cosines[i]!,
    ]),
  }
}

const nearestOf = (cosines: Float64Array): number => cosines.indexOf(Math.max(...cosines))
