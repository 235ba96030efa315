import type { CurveFigure, Figure, MatrixFigure } from '../experiments/figure.ts'
import { axisTitle } from './axis.tsx'
import { estimateText, intervalPrinter } from './intervalRows.ts'
import { numeral, printerFor } from './numeral.ts'

/** A picture in words, for those who do not see it: its sentence, what is drawn, and the main numbers. */
export function figureDescription(figure: Figure): string {
  return [figure.sentence, ...drawn(figure), 'All numbers are in its table.'].join(' ')
}

function drawn(figure: Figure): string[] {
  switch (figure.kind) {
    case 'intervals': {
      const print = intervalPrinter(figure.rows)
      const rows = figure.rows.map((row) => `${estimateText(row, print)}.`)
      const unit = figure.unit && ` in ${figure.unit}`
      return [`Estimates${unit}.`, ...rows, ...marksOf(figure)]
    }
    case 'curves':
      return [
        `Curves of ${axisTitle(figure.y)} over ${axisTitle(figure.x)}.`,
        ...figure.curves.map(curveInWords),
        ...(figure.band ? [`Behind them the band of ${figure.band.label}.`] : []),
        ...(figure.threads
          ? [`Behind them ${figure.threads.lines.length} thin lines: ${figure.threads.label}.`]
          : []),
        ...marksOf(figure),
      ]
    case 'matrix':
      return [matrixInWords(figure)]
    case 'map':
      return [
        `A map of ${figure.points.length} points by ${axisTitle(figure.x)} and ${axisTitle(figure.y)}.`,
      ]
  }
}

const marksOf = ({ marks }: { marks: readonly { value: number; label: string }[] }): string[] =>
  marks.map(({ value, label }) => `${label}: ${numeral(value)}.`)

function curveInWords({ label, role, points }: CurveFigure['curves'][number]): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return `${label} (${role}): no points.`
  const print = printerFor(points.map(({ y }) => y))
  return `${label} (${role}): from ${print(first.y)} to ${print(last.y)} over ${points.length} points.`
}

function matrixInWords({ rows, columns, rowTitle, columnTitle, unit }: MatrixFigure): string {
  const cells = rows.flatMap((row) => row.cells)
  const size = `${rows.length} rows (${rowTitle}) by ${columns.length} columns (${columnTitle})`
  if (cells.length === 0) return `A table of ${size}.`
  const print = printerFor(cells)
  const low = cells.reduce((a, b) => Math.min(a, b))
  const high = cells.reduce((a, b) => Math.max(a, b))
  return `A table of ${size}, from ${print(low)} to ${print(high)}${unit && ` ${unit}`}.`
}
