import type {
  CurveFigure,
  Figure,
  IntervalFigure,
  MapFigure,
  MatrixFigure,
} from '../../src/experiments/figure.ts'

const caption = { name: 'example', title: 'A title', sentence: 'What there is to see.' }

export const intervals: IntervalFigure = {
  ...{ kind: 'intervals', ...caption, unit: 'SD' },
  rows: [
    {
      label: 'told',
      role: 'effect',
      value: 1.24,
      low: 0.89,
      high: 1.61,
      band: { low: -0.68, high: 0.77 },
    },
    { label: 'pills', role: 'item', value: 1.28, low: null, high: null, band: null },
    { label: 'cups', role: 'decoy', value: 0.66, low: null, high: null, band: null },
    { label: 'embedding', role: 'control', value: 0.12, low: 0.02, high: 0.2, band: null },
    {
      label: 'words alone',
      role: 'rival',
      side: 'calm',
      value: -0.4,
      low: null,
      high: null,
      band: null,
    },
  ],
  marks: [{ value: 0.5, label: 'chance' }],
}

export const curves: CurveFigure = {
  ...{ kind: 'curves', ...caption },
  x: { label: 'attempt', unit: '', ticks: ['start', 'first failure', 'second failure'] },
  y: { label: 'reading', unit: 'SD' },
  curves: [
    {
      ...{ label: 'fails', role: 'effect', side: 'desperate' },
      points: [
        { x: 0, y: 0.21, low: -0.2, high: 0.6 },
        { x: 1, y: 1.72, low: 1.1, high: 2.2 },
        { x: 2, y: 1.53, low: 1.05, high: 2.1 },
      ],
    },
    {
      ...{ label: 'succeeds', role: 'control' },
      points: [
        { x: 0, y: 0.11, low: null, high: null },
        { x: 2, y: -0.34, low: null, high: null },
      ],
    },
  ],
  band: {
    label: 'random directions',
    points: [
      { x: 0, low: -0.55, high: 0.52 },
      { x: 2, low: -0.71, high: 0.83 },
    ],
  },
  marks: [{ value: 0.4, label: 'neutral story' }],
}

export const matrix: MatrixFigure = {
  ...{ kind: 'matrix', ...caption, unit: 'cosine', rowTitle: 'scene', columnTitle: 'word' },
  columns: ['calm', 'desperate'],
  rows: [
    { label: 'calm', cells: [0.61, -0.12] },
    { label: 'desperate', cells: [0.07, 0.45] },
  ],
}

export const map: MapFigure = {
  ...{ kind: 'map', ...caption, valueLabel: 'rated valence' },
  x: { label: 'component 1', unit: 'SD' },
  y: { label: 'component 2', unit: 'SD' },
  points: [
    { label: 'calm', x: 1.21, y: -0.72, value: 0.81 },
    { label: 'desperate', x: -1.53, y: 0.94, value: -0.92 },
    { label: 'puzzled', x: -0.13, y: 0.33, value: null },
  ],
}

export const examples: readonly Figure[] = [intervals, curves, matrix, map]

/** Texts that would do harm if they were taken for markup, or that XML has no place for. */
export const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style></svg><script>1</script>',
  ']]>&lt;&#0;\u0000\u001b\ud800',
]

/** The figure with a hostile text in every place that holds one. */
export const madeHostile = (figure: Figure): Figure => withHostileTexts(figure) as Figure

const chosen = new Set(['kind', 'role', 'side'])
let next = 0

function withHostileTexts(value: unknown): unknown {
  if (typeof value === 'string') return `${hostile[next++ % hostile.length]} ${next}`
  if (Array.isArray(value)) return value.map(withHostileTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      chosen.has(key) ? each : withHostileTexts(each),
    ]),
  )
}
