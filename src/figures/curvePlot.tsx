import type { CurveFigure } from '../experiments/figure.ts'
import { axisTitle, type Frame, HorizontalAxis, tickWidth, VerticalAxis } from './axis.tsx'
import { axisScale } from './axisScale.ts'
import { curveEnds, endsWidth } from './curveEnds.ts'
import { CurveBand, CurveLine, CurveSample, CurveThreads, dashOf } from './curveLine.tsx'
import { bandSample, type LegendEntry, legend } from './legend.tsx'
import { namedTicks } from './namedTicks.tsx'
import type { Picture } from './picture.ts'
import { fitted, size } from './textSize.ts'

/** Curves over a common axis: names at their ends, or in a legend where the picture is narrow or they end together. */
export function curvePlot(figure: CurveFigure, width: number): Picture {
  const named = width >= 560 ? curveLayout(figure, width, 0.28 * width) : null
  const layout = named?.ends ? named : curveLayout(figure, width, 0)
  const { head, frame, across, up, ends } = layout
  const { curves, band, marks, threads } = figure
  const hasIntervals = curves.some(({ points }) => points.some(({ low }) => low !== null))
  const lines = curves
    .map((curve, i) => ({
      ...{ key: `curve ${i}`, curve, dash: dashOf(i) },
      shift: hasIntervals ? (i - (curves.length - 1) / 2) * 3 : 0,
    }))
    .reverse() // the first on top
  const ticks = figure.x.ticks
    ? namedTicks(figure.x.ticks, across, frame)
    : { height: 17, content: <HorizontalAxis scale={across} frame={frame} zero={false} /> }
  const foot = frame.bottom + ticks.height + 16
  return {
    height: foot + 5,
    content: (
      <>
        {head.content}
        <text className="softText" x={0} y={frame.top - 9}>
          {fitted(axisTitle(figure.y), width, size.small)}
        </text>
        {band && <CurveBand points={band.points} across={across} up={up} />}
        <VerticalAxis scale={up} frame={frame} />
        {ticks.content}
        {marks.map(({ value, label }) => (
          <path
            key={`${value} ${label}`}
            className="dashedMark"
            d={`M${frame.left} ${up.at(value)}H${frame.right}`}
          />
        ))}
        {threads && <CurveThreads threads={threads} across={across} up={up} />}
        {lines.map(({ key, ...line }) => (
          <CurveLine key={key} {...line} across={across} up={up} />
        ))}
        {!ends &&
          marks.length > 1 &&
          marks.map(({ value, label }) => (
            <text
              key={`${value} ${label}`}
              className="softText"
              x={frame.left + 6}
              y={up.at(value) - 5}
            >
              {fitted(label, frame.right - frame.left - 6, size.small)}
            </text>
          ))}
        {ends?.map(({ text, y, line, style }) => (
          <g key={y} className={style}>
            <path className="leader" d={`M${frame.right} ${line}L${frame.right + 8} ${y}`} />
            <text x={frame.right + 12} y={y + 4}>
              {text}
            </text>
          </g>
        ))}
        <text className="softText" x={frame.right} y={foot} textAnchor="end">
          {fitted(axisTitle(figure.x), width, size.small)}
        </text>
      </>
    ),
  }
}

/** Scales and frame; `names` pixels at most are kept for names at the ends, with 0 they are in the legend. */
function curveLayout(figure: CurveFigure, width: number, names: number) {
  const tall = Math.round(Math.min(300, Math.max(210, width * 0.42)))
  const head = legend(legendOf(figure, names === 0), width)
  const top = head.height + 22
  const levels = levelsOf(figure)
  const up = axisScale(levels, [top + tall - 8, top + 8], {
    zero: zeroIsNear(levels),
    ticks: tall / 45,
  })
  const frame: Frame = {
    left: Math.ceil(tickWidth(up)) + 14,
    right: width - (names > 0 ? endsWidth(figure, names) + 12 : 10),
    ...{ top, bottom: top + tall },
  }
  const across = axisScale(placesOf(figure), [frame.left + 12, frame.right - 12], {
    zero: false,
    ticks: (frame.right - frame.left) / 70,
  })
  const ends = names > 0 ? curveEnds(figure, { across, up }, frame, names) : null
  return { head, frame, across, up, ends }
}

const placesOf = ({ curves, band, threads }: CurveFigure): number[] =>
  [...curves, ...(band ? [band] : []), ...(threads?.lines ?? [])].flatMap(({ points }) =>
    points.map(({ x }) => x),
  )

const levelsOf = ({ curves, band, marks, threads }: CurveFigure): number[] => [
  ...(threads?.lines ?? []).flatMap(({ points }) => points.map(({ y }) => y)),
  ...curves.flatMap(({ points }) => points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y])),
  ...(band?.points ?? []).flatMap(({ low, high }) => [low, high]),
  ...marks.map(({ value }) => value),
]

/** Whether zero is no further away than the values are from each other. */
function zeroIsNear(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return Math.min(Math.abs(low), Math.abs(high)) <= high - low
}

/** Without names at the ends, curves and the one mark are told here; several marks have their names at their lines. */
const legendOf = (
  { curves, band, threads, marks }: CurveFigure,
  withCurves: boolean,
): LegendEntry[] => [
  ...(withCurves ? curves : []).map((curve, i) => ({
    ...{ label: curve.label, wide: 26 },
    sample: <CurveSample curve={curve} dash={dashOf(i)} />,
  })),
  ...(withCurves && marks.length === 1
    ? marks.map(({ label }) => ({
        ...{ label, wide: 26 },
        sample: <path className="dashedMark" d="M0 0H26" />,
      }))
    : []),
  ...(band ? [bandSample(band.label)] : []),
  ...(threads
    ? [{ label: threads.label, wide: 26, sample: <path className="thread" d="M0 0H26" /> }]
    : []),
]
