import { area, line } from 'd3-shape'
import type { CurveFigure } from '../experiments/figure.ts'
import type { AxisScale } from './axisScale.ts'
import { Glyph, type GlyphProps } from './glyph.tsx'
import { numeral } from './numeral.ts'

export type Curve = CurveFigure['curves'][number]

interface Scales {
  across: AxisScale
  up: AxisScale
}
interface CurveProps {
  curve: Curve
  dash: string | undefined
}

const dashes = [undefined, '7 4', '2 3', '10 3 2 3', '4 2', '1 4', '14 4']
const MOST_GLYPHS = 12

/** The dashes of the i-th curve, so that curves of one role differ without color. */
export const dashOf = (i: number): string | undefined => dashes[i % dashes.length]

/** One curve with its glyphs and intervals; `shift` pixels to the right keep intervals of several apart. */
export function CurveLine({
  curve: { label, role, side, points },
  dash,
  shift,
  across,
  up,
}: CurveProps & Scales & { shift: number }) {
  const placed = [...points]
    .sort((a, b) => a.x - b.x)
    .map((point, i) => ({
      ...point,
      key: `point ${i}`,
      left: across.at(point.x) + shift,
      top: up.at(point.y),
    }))
  const path = line<(typeof placed)[number]>(
    ({ left }) => left,
    ({ top }) => top,
  )(placed)
  const every = Math.ceil(points.length / MOST_GLYPHS)
  return (
    <g className={curveClass({ role, side })}>
      <path className="curve" d={path ?? ''} strokeDasharray={dash} />
      {placed.map(({ key, x, y, low, high, left, top }, i) => (
        <g key={key}>
          <title>{`${label}, ${numeral(x)}: ${numeral(y)}`}</title>
          {low !== null && high !== null && (
            <path className="curveInterval" d={`M${left} ${up.at(low)}V${up.at(high)}`} />
          )}
          {i % every === 0 && <Glyph role={role} side={side} x={left} y={top} />}
        </g>
      ))}
    </g>
  )
}

/** The band of random directions behind curves. */
export function CurveBand({
  points,
  across,
  up,
}: Scales & { points: NonNullable<CurveFigure['band']>['points'] }) {
  const ordered = [...points].sort((a, b) => a.x - b.x)
  const shape = area<(typeof ordered)[number]>(
    ({ x }) => across.at(x),
    ({ low }) => up.at(low),
    ({ high }) => up.at(high),
  )
  return (
    <g>
      <path className="randomBand" d={shape(ordered) ?? ''} />
      <path className="bandEdge" d={shape.lineY0()(ordered) ?? ''} />
      <path className="bandEdge" d={shape.lineY1()(ordered) ?? ''} />
    </g>
  )
}

/** Thin lines behind the curves, one after another. */
export function CurveThreads({
  threads: { lines },
  across,
  up,
}: Scales & { threads: NonNullable<CurveFigure['threads']> }) {
  return (
    <g>
      {lines.map(({ label, points }) => (
        <path
          key={label}
          className="thread"
          d={
            line<(typeof points)[number]>(
              ({ x }) => across.at(x),
              ({ y }) => up.at(y),
            )([...points].sort((a, b) => a.x - b.x)) ?? ''
          }
        >
          <title>{label}</title>
        </path>
      ))}
    </g>
  )
}

/** A short piece of a curve for the legend. */
export function CurveSample({ curve: { role, side }, dash }: CurveProps) {
  return (
    <g className={curveClass({ role, side })}>
      <path className="curve" d="M0 0H26" strokeDasharray={dash} />
      <Glyph role={role} side={side} x={13} y={0} />
    </g>
  )
}

export const curveClass = ({ role, side }: Pick<GlyphProps, 'role' | 'side'>): string =>
  `${role}Curve${side ? ` ${side}Side` : ''}`
