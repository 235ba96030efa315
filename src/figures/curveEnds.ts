import type { CurveFigure } from '../experiments/figure.ts'
import type { Frame } from './axis.tsx'
import type { AxisScale } from './axisScale.ts'
import { curveClass } from './curveLine.tsx'
import { fitted, size, textWidth } from './textSize.ts'

interface CurveEnd {
  text: string
  line: number // where the curve ends, in pixels
  y: number // where its name stands
  style: string
}

const APART = 16

/** How wide the names of curves and marks are, `most` pixels at most. */
export const endsWidth = ({ curves, marks }: CurveFigure, most: number): number =>
  Math.min(
    most,
    Math.max(0, ...[...curves, ...marks].map((each) => textWidth(each.label, size.text))),
  )

/**
 * The names of curves and marks beside their right ends, moved apart until none covers another; null where that would
 * be hard to follow: curves that end elsewhere, or too close together.
 */
export function curveEnds(
  { curves, marks }: CurveFigure,
  { across, up }: { across: AxisScale; up: AxisScale },
  frame: Frame,
  most: number,
): CurveEnd[] | null {
  const name = (label: string, value: number, style: string): CurveEnd => {
    const line = up.at(value)
    return { text: fitted(label, most, size.text), line, y: line, style }
  }
  const ends = marks.map(({ label, value }) => name(label, value, 'markName'))
  for (const curve of curves) {
    const [first, ...rest] = curve.points
    if (!first) return null
    const last = rest.reduce((latest, point) => (point.x >= latest.x ? point : latest), first)
    if (across.at(last.x) < across.at(across.high) - 24) return null
    ends.push(name(curve.label, last.y, curveClass(curve)))
  }
  ends.sort((a, b) => a.line - b.line)
  moveApart(ends, frame)
  return ends.every(({ y, line }) => Math.abs(y - line) <= APART) ? ends : null
}

function moveApart(ends: readonly CurveEnd[], frame: Frame): void {
  let free = frame.top + 4
  for (const end of ends) {
    end.y = Math.max(end.y, free)
    free = end.y + APART
  }
  let room = frame.bottom - 4
  for (const end of ends.toReversed()) {
    end.y = Math.min(end.y, room)
    room = end.y - APART
  }
}
