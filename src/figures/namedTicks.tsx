import type { Frame } from './axis.tsx'
import type { AxisScale } from './axisScale.ts'
import type { Picture } from './picture.ts'
import { size, textWidth, wrapped } from './textSize.ts'

const LINE = 13

/**
 * Grid lines with the names of the whole numbers from 0 on below the frame; where all are too wide for their places,
 * every other one and so on. The height is that of the names.
 */
export function namedTicks(names: readonly string[], scale: AxisScale, frame: Frame): Picture {
  const shown = names.flatMap((name, i) =>
    i >= scale.low && i <= scale.high ? [{ name, at: scale.at(i) }] : [],
  )
  const pitch = scale.at(1) - scale.at(0)
  const every = shown.findIndex((_, i) => fits(shown, i + 1, (i + 1) * pitch - 6)) + 1
  const step = every || Math.max(1, Math.ceil(60 / pitch))
  const lines = shown.flatMap(({ name, at }, i) =>
    i % step === 0
      ? wrapped(name, step * pitch - 6, size.small, 2).map((line, row) => {
          const x = Math.min(at, frame.right + 10 - textWidth(line, size.small) / 2)
          return { line, row, x, y: frame.bottom + 15 + row * LINE }
        })
      : [],
  )
  return {
    height: 4 + LINE * (1 + Math.max(0, ...lines.map(({ row }) => row))),
    content: (
      <g>
        {shown.map(({ at }) => (
          <path key={at} className="gridLine" d={`M${at} ${frame.top}V${frame.bottom}`} />
        ))}
        {lines.map(({ line, x, y }) => (
          <text key={`${x} ${y}`} className="softText" x={x} y={y} textAnchor="middle">
            {line}
          </text>
        ))}
      </g>
    ),
  }
}

/** Whether every `step`-th name can be broken into two lines of this width. */
const fits = (shown: readonly { name: string }[], step: number, width: number): boolean =>
  shown.every(
    ({ name }, i) =>
      i % step !== 0 ||
      (name.split(/\s+/).every((word) => textWidth(word, size.small) <= width) &&
        textWidth(name, size.small) <= 1.8 * width),
  )
