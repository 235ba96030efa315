import type { CurveFigure, Figure, IntervalFigure } from '../experiments/figure.ts'
import type { Table } from '../experiments/table.ts'
import { axisTitle } from './axis.tsx'

/** Every number of a figure, a row each estimate, point or row of cells. */
export function figureTable(figure: Figure): Table {
  switch (figure.kind) {
    case 'intervals':
      return intervalTable(figure)
    case 'curves':
      return curveTable(figure)
    case 'matrix':
      return {
        columns: [
          `${figure.rowTitle} \\ ${axisTitle({ ...figure, label: figure.columnTitle })}`,
        ].concat(figure.columns),
        rows: figure.rows.map(({ label, cells }) => [label, ...cells]),
      }
    case 'map':
      return {
        columns: ['label', axisTitle(figure.x), axisTitle(figure.y), figure.valueLabel],
        rows: figure.points.map(({ label, x, y, value }) => [label, x, y, value]),
      }
  }
}

function intervalTable({ unit, rows, marks }: IntervalFigure): Table {
  const value = axisTitle({ label: 'value', unit })
  return {
    columns: ['label', 'role', value, 'low', 'high', 'random low', 'random high'],
    rows: [
      ...rows.map(({ label, role, value, low, high, band }) => [
        ...[label, role, value, low, high],
        ...[band?.low ?? null, band?.high ?? null],
      ]),
      ...marks.map(({ value, label }) => [label, 'mark', value, null, null, null, null]),
    ],
  }
}

function curveTable({ x, y, curves, band, threads, marks }: CurveFigure): Table {
  const named = x.ticks ? [`${x.label}, in words`] : []
  const place = (at: number) => (x.ticks ? [at, x.ticks[at] ?? null] : [at])
  return {
    columns: ['curve', 'role', axisTitle(x), ...named, axisTitle(y), 'low', 'high'],
    rows: [
      ...curves.flatMap(({ label, role, points }) =>
        points.map((point) => [label, role, ...place(point.x), point.y, point.low, point.high]),
      ),
      ...(threads?.lines ?? []).flatMap(({ label, points }) =>
        points.map((point) => [label, 'thread', ...place(point.x), point.y, null, null]),
      ),
      ...(band?.points ?? []).map((point) => [
        ...[band?.label ?? '', 'band', ...place(point.x)],
        ...[null, point.low, point.high],
      ]),
      ...marks.map(({ value, label }) => [
        ...[label, 'mark', null, ...named.map(() => null)],
        ...[value, null, null],
      ]),
    ],
  }
}
