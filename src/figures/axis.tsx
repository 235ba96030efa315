import type { AxisScale } from './axisScale.ts'
import { fitted, size, textWidth } from './textSize.ts'

export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
}

interface AxisProps {
  scale: AxisScale
  frame: Frame
}

/** Upright grid lines with their numbers below the frame, and with `zero` its line where the axis reaches it. */
export function HorizontalAxis({ scale, frame, zero }: AxisProps & { zero: boolean }) {
  const { top, bottom } = frame
  return (
    <g>
      {scale.ticks.map(({ at, label }) => (
        <g key={at}>
          <path className="gridLine" d={`M${at} ${top}V${bottom}`} />
          <text className="softText" x={at} y={bottom + 16} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      {zero && reachesZero(scale) && (
        <path className="zeroLine" d={`M${scale.at(0)} ${top}V${bottom}`} />
      )}
    </g>
  )
}

/** Level grid lines with their numbers left of the frame, and the line of zero where the axis reaches it. */
export function VerticalAxis({ scale, frame }: AxisProps) {
  const { left, right } = frame
  return (
    <g>
      {scale.ticks.map(({ at, label }) => (
        <g key={at}>
          <path className="gridLine" d={`M${left} ${at}H${right}`} />
          <text className="softText" x={left - 8} y={at} dy="0.35em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {reachesZero(scale) && <path className="zeroLine" d={`M${left} ${scale.at(0)}H${right}`} />}
    </g>
  )
}

const reachesZero = ({ low, high }: AxisScale): boolean => low <= 0 && high >= 0

/** How wide the widest number of an axis is, in pixels. */
export const tickWidth = ({ ticks }: AxisScale): number =>
  Math.max(0, ...ticks.map(({ label }) => textWidth(label, size.small)))

/** The name of an axis with its unit. */
export const axisTitle = ({ label, unit }: { label: string; unit: string }): string =>
  unit ? `${label} (${unit})` : label

/** Dashed upright lines with labels above the frame, each on the first line where it is free. */
export function uprightMarks(
  marks: readonly { value: number; label: string }[],
  scale: AxisScale,
  width: number,
) {
  const taken: number[] = [] // where each line of labels ends
  return [...marks]
    .sort((a, b) => a.value - b.value)
    .map(({ value, label }) => {
      const at = scale.at(value)
      const text = fitted(label, width - 8, size.small)
      const half = textWidth(text, size.small) / 2
      const x = Math.min(Math.max(at, half + 4), width - half - 4)
      let line = taken.findIndex((end) => end + 8 < x - half)
      if (line < 0) line = taken.length
      taken[line] = x + half
      return { at, x, line, text }
    })
}
