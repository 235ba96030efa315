import type { MatrixFigure } from '../experiments/figure.ts'
import { type Printer, printerFor } from './numeral.ts'
import { size, textWidth } from './textSize.ts'

interface MatrixLayout {
  left: number // of the cells, in pixels
  top: number
  cell: { width: number; height: number }
  upright: boolean // the names of the columns are turned
  columnRoom: number // for each of them
  everyColumn: number // 1: each column is named; 2: every other one; and so on
  print: Printer | null // null where no number fits
  note: string // what the numbers are, where they are not in the unit itself
}

/** Fits a table of cells into a width: names at most a third of it, numbers in hundredths where cells are narrow. */
export function matrixLayout(
  { rows, columns, rowTitle }: MatrixFigure,
  width: number,
): MatrixLayout {
  const names = widest([...rows.map(({ label }) => label), rowTitle])
  const left = Math.min(Math.ceil(names) + 8, Math.floor(0.34 * width))
  const across = Math.min(72, (width - left) / Math.max(1, columns.length))
  const cell = { width: across, height: width < 560 ? 24 : 28 }
  const columnNames = widest(columns)
  const upright = 0.92 * columnNames > across - 2 // estimates of widths are on the wide side
  const columnRoom = upright ? Math.min(columnNames + 1, 110) : columnNames + 1
  return {
    ...{ left, cell, upright, columnRoom, everyColumn: upright ? Math.ceil(13 / across) : 1 },
    top: 22 + (upright ? columnRoom + 6 : 22),
    ...printing(
      rows.flatMap(({ cells }) => cells),
      across - 3,
    ),
  }
}

/** The first way to print the cells that fits. */
function printing(cells: readonly number[], room: number): Pick<MatrixLayout, 'print' | 'note'> {
  const asIs = unsigned(printerFor(cells))
  if (widest(cells.map(asIs)) <= room) return { print: asIs, note: '' }
  const hundredths = unsigned((value) =>
    printerFor([Math.round(value * 100)])(Math.round(value * 100)),
  )
  if (widest(cells.map(hundredths)) <= room) return { print: hundredths, note: 'in hundredths' }
  return { print: null, note: 'the numbers are in the table' }
}

const unsigned =
  (print: Printer): Printer =>
  (value) =>
    print(value).replace('+', '')

const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text, size.small)), 0)
