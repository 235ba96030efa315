import type { MapFigure } from '../experiments/figure.ts'
import { axisTitle, type Frame, HorizontalAxis, tickWidth, VerticalAxis } from './axis.tsx'
import { axisScale } from './axisScale.ts'
import { type LegendEntry, legend } from './legend.tsx'
import { numeral } from './numeral.ts'
import type { Picture } from './picture.ts'
import { placeLabels } from './placeLabels.ts'
import { fitted, size } from './textSize.ts'

/** Points in a plane with labels where there is room; those of `highlight` are ringed and labeled in any case. */
export function mapPlot(
  figure: MapFigure,
  width: number,
  highlight: readonly string[] = [],
): Picture {
  const head = legend(legendOf(figure), width)
  const top = head.height + 22
  const tall = Math.round(width < 560 ? width * 1.2 : Math.min(640, width * 0.7))
  const up = axisScale(
    figure.points.map(({ y }) => y),
    [top + tall - 16, top + 16],
    { zero: false, ticks: tall / 70 },
  )
  const frame: Frame = {
    left: Math.ceil(tickWidth(up)) + 14,
    right: width - 4,
    ...{ top, bottom: top + tall },
  }
  const across = axisScale(
    figure.points.map(({ x }) => x),
    [frame.left + 16, frame.right - 16],
    { zero: false, ticks: (frame.right - frame.left) / 80 },
  )
  const points = figure.points.map((point, i) => ({
    ...{ key: `point ${i}`, point, x: across.at(point.x), y: up.at(point.y) },
    ...{ label: fitted(point.label, 150, size.small), first: highlight.includes(point.label) },
  }))
  const spots = placeLabels(points, frame)
  return {
    height: frame.bottom + 38,
    content: (
      <>
        {head.content}
        <text className="softText" x={0} y={top - 9}>
          {fitted(axisTitle(figure.y), width, size.small)}
        </text>
        <VerticalAxis scale={up} frame={frame} />
        <HorizontalAxis scale={across} frame={frame} zero />
        {points.map(({ key, point, x, y, first }) => (
          <g key={key}>
            <title>{told(point)}</title>
            {first && <circle className="ring" cx={x} cy={y} r={7} />}
            <Dot value={point.value} x={x} y={y} />
          </g>
        ))}
        {points.map(({ key, label, first }, i) => {
          const spot = spots[i]
          return (
            spot && (
              <text
                key={key}
                className={first ? 'mapText strongText' : 'mapText'}
                x={spot.x}
                y={spot.y + 4}
              >
                {label}
              </text>
            )
          )
        })}
        <text className="softText" x={frame.right} y={frame.bottom + 33} textAnchor="end">
          {fitted(axisTitle(figure.x), width, size.small)}
        </text>
      </>
    ),
  }
}

/** Above zero filled, below zero a ring, unknown or zero a small dot. */
function Dot({ value, x, y }: { value: number | null; x: number; y: number }) {
  if (!value) return <circle className="plainDot" cx={x} cy={y} r={2.5} />
  return value > 0 ? (
    <circle className="dotAbove" cx={x} cy={y} r={3.6} />
  ) : (
    <circle className="dotBelow" cx={x} cy={y} r={3.2} />
  )
}

const told = ({ label, x, y, value }: MapFigure['points'][number]): string =>
  `${label}: ${numeral(x)}, ${numeral(y)}${value === null ? '' : `; ${numeral(value)}`}`

function legendOf({ points, valueLabel }: MapFigure): LegendEntry[] {
  const kinds = [
    { name: `${valueLabel} above 0`, value: 1, has: points.some(({ value }) => (value ?? 0) > 0) },
    { name: `${valueLabel} below 0`, value: -1, has: points.some(({ value }) => (value ?? 0) < 0) },
    { name: `no ${valueLabel}, or 0`, value: null, has: points.some(({ value }) => !value) },
  ]
  if (!kinds[0]?.has && !kinds[1]?.has) return []
  return kinds
    .filter(({ has }) => has)
    .map(({ name, value }) => ({ label: name, wide: 8, sample: <Dot value={value} x={4} y={0} /> }))
}
