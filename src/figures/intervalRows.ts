import type { IntervalFigure } from '../experiments/figure.ts'
import { type Printer, printerFor } from './numeral.ts'
import { size, textWidth, wrapped } from './textSize.ts'

type Estimate = IntervalFigure['rows'][number]

/** One estimate with its texts and where it is drawn, in pixels from the top of the frame. */
export interface IntervalRow {
  estimate: Estimate
  y: number // of the glyph
  lines: { text: string; y: number }[] // of the label; y is the base of the type
  labelX: number
  value: string
  interval: string // empty where there is none, or no room
  numbersY: number
  told: string // all of it, in words
}

interface IntervalLayout {
  stacked: boolean // labels stand above their rows
  rows: IntervalRow[]
  valueX: number // right end of the values
  left: number // of the frame
  right: number
  height: number
}

const LINE = 15
const LEAST = 25 // height of a row
const GAP = 10 // before a group
const INDENT = 12

/**
 * Places the rows: labels left of the frame, or above their row where they would take too many lines there. Items and
 * decoys that follow an effect are set in below it.
 */
export function intervalRows(estimates: readonly Estimate[], width: number): IntervalLayout {
  const print = intervalPrinter(estimates)
  const indent = indents(estimates)
  const column = (width >= 560 ? 0.38 : 0.36) * width
  const beside = estimates.map((row, i) => linesOf(row, column - indent[i]!))
  const stacked = beside.some((lines, i) => !isWhole(lines, estimates[i]!))
  const intervalText = (row: Estimate) => (stacked || width >= 560 ? interval(row, print) : '')
  const values = widest(estimates, (row) => textWidth(print(row.value), fontSize(row)))
  const intervals = widest(estimates, (row) => textWidth(intervalText(row), fontSize(row)))
  const valueX = width - (intervals > 0 ? intervals + 8 : 0)
  let height = 0
  const rows = estimates.map((estimate, i): IntervalRow => {
    if (beginsGroup(estimates, i)) height += GAP
    const room = valueX - values - indent[i]! - 10
    const lines = stacked ? linesOf(estimate, room) : beside[i]!
    const spare = stacked ? 4 : Math.max(0, LEAST - lines.length * LINE)
    const top = height + spare / 2
    const under = top + lines.length * LINE
    height = stacked ? under + 32 : Math.max(height + LEAST, under + 7)
    const middle = (top + under) / 2
    return {
      estimate,
      y: stacked ? under + 12 : middle,
      lines: lines.map((text, line) => ({ text, y: top + line * LINE + 12 })),
      labelX: indent[i]!,
      ...{ value: print(estimate.value), interval: intervalText(estimate) },
      numbersY: stacked ? top + 12 : middle + 4.5,
      told: estimateText(estimate, print),
    }
  })
  const labels = Math.max(
    0,
    ...beside.map((lines, i) => indent[i]! + linesWidth(lines, estimates[i]!)),
  )
  return {
    ...{ stacked, rows, valueX, height },
    left: stacked ? 0 : labels + 10,
    right: stacked ? width : valueX - values - 10,
  }
}

/** How all numbers of these estimates are printed. */
export const intervalPrinter = (estimates: readonly Estimate[]): Printer =>
  printerFor(estimates.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]))

/** An estimate in words, such as: told (effect): +1.25 [+.90, +1.60], random directions −.30 to +.28. */
export function estimateText(estimate: Estimate, print: Printer): string {
  const { label, role, value, band } = estimate
  const random = band ? `, random directions ${print(band.low)} to ${print(band.high)}` : ''
  return `${label} (${role}): ${`${print(value)} ${interval(estimate, print)}`.trim()}${random}`
}

const isMember = (row: Estimate | undefined): boolean =>
  row?.role === 'item' || row?.role === 'decoy'

function indents(estimates: readonly Estimate[]): number[] {
  let within = false
  return estimates.map((row) => {
    if (!isMember(row)) within = row.role === 'effect'
    return isMember(row) && within ? INDENT : 0
  })
}

const beginsGroup = (estimates: readonly Estimate[], i: number): boolean =>
  i > 0 && !isMember(estimates[i]) && (isMember(estimates[i - 1]) || isMember(estimates[i + 1]))

const linesOf = (row: Estimate, room: number): string[] =>
  wrapped(row.label, room, fontSize(row), 3)

const isWhole = (lines: readonly string[], { label }: Estimate): boolean =>
  lines.join(' ') === label.trim().replace(/\s+/g, ' ')

const linesWidth = (lines: readonly string[], row: Estimate): number =>
  Math.max(0, ...lines.map((text) => textWidth(text, fontSize(row))))

const fontSize = ({ role }: Estimate): number => (role === 'effect' ? 1.06 : 1) * size.text

const interval = ({ low, high }: Estimate, print: Printer): string =>
  low === null || high === null ? '' : `[${print(low)}, ${print(high)}]`

const widest = (estimates: readonly Estimate[], of: (row: Estimate) => number): number =>
  Math.max(0, ...estimates.map(of))
