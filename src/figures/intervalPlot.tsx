import type { IntervalFigure, Role } from '../experiments/figure.ts'
import { type Frame, HorizontalAxis, uprightMarks } from './axis.tsx'
import { axisScale } from './axisScale.ts'
import { Glyph } from './glyph.tsx'
import { type IntervalRow, intervalRows } from './intervalRows.ts'
import { bandSample, type LegendEntry, legend } from './legend.tsx'
import type { Picture } from './picture.ts'

const MARK_LINE = 16

/** Estimates one below the other, each with its interval before the band of its random directions. */
export function intervalPlot(figure: IntervalFigure, width: number): Picture {
  const layout = intervalRows(figure.rows, width)
  const frame: Frame = { left: layout.left, right: layout.right, top: 0, bottom: layout.height }
  const values = figure.rows.flatMap(({ value, low, high, band }) =>
    [value, low, high, band?.low, band?.high].filter((each) => typeof each === 'number'),
  )
  const scale = axisScale(
    [...values, ...figure.marks.map(({ value }) => value)],
    [frame.left + 8, frame.right - 8],
    { zero: true, ticks: Math.max(3, (frame.right - frame.left) / 80) },
  )
  const head = legend(legendOf(figure), width)
  const marks = uprightMarks(figure.marks, scale, width)
  const lines = Math.max(0, ...marks.map(({ line }) => line + 1))
  const top = head.height + lines * MARK_LINE + 2
  return {
    height: top + layout.height + (figure.unit ? 38 : 24),
    content: (
      <>
        {head.content}
        <g transform={`translate(0 ${top})`}>
          {layout.rows.map((row) => (
            <BandOf key={row.y} row={row} at={scale.at} />
          ))}
          <HorizontalAxis scale={scale} frame={frame} zero />
          {marks.map(({ at, x, line, text }) => (
            <g key={`${at} ${line}`}>
              <path className="dashedMark" d={`M${at} ${-line * MARK_LINE - 3}V${frame.bottom}`} />
              <text className="softText" x={x} y={-line * MARK_LINE - 6} textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
          {layout.stacked &&
            layout.rows.map(({ y, lines }) => (
              <rect
                key={y}
                className="ground"
                y={y - 13 - 15 * lines.length}
                width={width}
                height={15 * lines.length + 1}
              />
            ))}
          {layout.rows.map((row) => (
            <Estimate key={row.y} row={row} at={scale.at} valueX={layout.valueX} />
          ))}
          {figure.unit && (
            <text className="softText" x={frame.right} y={frame.bottom + 32} textAnchor="end">
              {figure.unit}
            </text>
          )}
        </g>
      </>
    ),
  }
}

interface RowProps {
  row: IntervalRow
  at: (value: number) => number
}

function BandOf({ row: { estimate, y }, at }: RowProps) {
  if (!estimate.band) return null
  const [low, high] = [at(estimate.band.low), at(estimate.band.high)]
  return (
    <g>
      <rect className="randomBand" x={low} y={y - 10} width={Math.max(1, high - low)} height={20} />
      <path className="bandEdge" d={`M${low} ${y - 10}v20M${high} ${y - 10}v20`} />
    </g>
  )
}

function Estimate({ row, at, valueX }: RowProps & { valueX: number }) {
  const { role, side, value, low, high } = row.estimate
  const { y } = row
  return (
    <g className={role === 'effect' ? 'strongText' : 'rowText'}>
      <title>{row.told}</title>
      {row.lines.map((line) => (
        <text key={line.y} x={row.labelX} y={line.y}>
          {line.text}
        </text>
      ))}
      {low !== null && high !== null && (
        <path
          className={`intervalLine${side ? ` ${side}Side` : ''}`}
          d={`M${at(low)} ${y}H${at(high)}M${at(low)} ${y - 4}v8M${at(high)} ${y - 4}v8`}
        />
      )}
      <Glyph role={role} side={side} x={at(value)} y={y} />
      <text x={valueX} y={row.numbersY} textAnchor="end">
        {row.value}
      </text>
      {row.interval && (
        <text x={valueX + 5} y={row.numbersY}>
          {row.interval}
        </text>
      )}
    </g>
  )
}

const roleNames: Record<Role, string> = {
  effect: 'effect, 95 % interval',
  item: 'one item',
  decoy: 'decoy',
  control: 'control',
  rival: 'rival',
}

function legendOf({ rows }: IntervalFigure): LegendEntry[] {
  const roles = (Object.keys(roleNames) as Role[]).filter((role) =>
    rows.some((row) => row.role === role),
  )
  const entries = roles.map((role) => ({
    label: roleNames[role],
    wide: role === 'effect' ? 26 : 11,
    sample: (
      <>
        {role === 'effect' && <path className="intervalLine" d="M2 0H24M2 -4v8M24 -4v8" />}
        <Glyph role={role} x={role === 'effect' ? 13 : 5.5} y={0} />
      </>
    ),
  }))
  return rows.some(({ band }) => band) ? [...entries, bandSample('random directions')] : entries
}
