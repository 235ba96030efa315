/** What a figure shows, as numbers; how it is drawn is not its matter. Every value is finite. */
export type Figure = IntervalFigure | CurveFigure | MatrixFigure | MapFigure

interface Caption {
  name: string // of its file, such as 'user-text'
  title: string
  sentence: string // what there is to see, in one sentence
}

/** What an estimate is in its figure: never told by color alone. */
export type Role = 'effect' | 'item' | 'decoy' | 'control' | 'rival'

/** Which end of the direction an estimate belongs to, where that matters: it colors it, and its label says it. */
export type Side = 'calm' | 'desperate'

/** Estimates with intervals on one axis, each before the band of its random directions. */
export interface IntervalFigure extends Caption {
  kind: 'intervals'
  unit: string
  rows: {
    label: string
    role: Role
    side?: Side
    value: number
    low: number | null // null where one item has no interval
    high: number | null
    band: { low: number; high: number } | null // of random directions
  }[]
  marks: { value: number; label: string }[] // floor, ceiling, chance; zero is always drawn
}

/** Curves over a common axis, with intervals and a band behind them. */
export interface CurveFigure extends Caption {
  kind: 'curves'
  x: Axis
  y: Axis
  curves: {
    label: string
    role: Role
    side?: Side
    points: { x: number; y: number; low: number | null; high: number | null }[]
  }[]
  band: { label: string; points: { x: number; low: number; high: number }[] } | null
  /** Thin lines behind the curves, too many for names of their own, such as one a learner. */
  threads?: { label: string; lines: { label: string; points: { x: number; y: number }[] }[] }
  marks: { value: number; label: string }[] // on the y axis
}

export interface Axis {
  label: string
  unit: string
  ticks?: readonly string[] // names of the whole numbers from 0 on
}

/** Shares or cosines in a table of cells. */
export interface MatrixFigure extends Caption {
  kind: 'matrix'
  unit: string
  rows: { label: string; cells: number[] }[]
  columns: string[]
  rowTitle: string
  columnTitle: string
}

/** Labeled points in a plane. */
export interface MapFigure extends Caption {
  kind: 'map'
  x: Axis
  y: Axis
  points: { label: string; x: number; y: number; value: number | null }[] // value: −1 … 1, such as a rating
  valueLabel: string
}
