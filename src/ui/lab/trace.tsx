import './trace.css'
import { useState } from 'react'
import { watchWindow } from '../../experiments/earlyWarning/watch.ts'
import { say } from '../../language/say.ts'
import { type LaneName, type LaneText, laneLabel } from '../../state/run/lane.ts'
import { lanesThreshold, numberOf } from '../../state/watch/watchThreshold.ts'
import { shownLanes } from '../../state/wordFilter/shownLane.ts'
import { Help } from '../help/help.tsx'
import { useLabState } from '../labContext.ts'
import { useWidth } from '../useWidth.ts'
import { FLAG } from './flag.tsx'
import { ReadingLegend } from './readingLegend.tsx'
import { LEFT, traceLines } from './traceLines.ts'
import { TraceTable } from './traceTable.tsx'

const HEIGHT = 170
const LABEL_WIDTH = 76 // with room around, of the label of the threshold
const classOf: Record<LaneName, string> = {
  Baseline: 'baseline',
  Steered: 'steered',
  'Random direction': 'random',
}

/** The reading of every token over the prompt and the replies, as lines and as a table. */
export function Trace() {
  const lanes = useLabState(shownLanes)
  const block = useLabState((state) => state.ran?.readBlock ?? state.draft.readBlock)
  const threshold = useLabState((state) => numberOf(lanesThreshold(state)))
  const [open, setOpen] = useState(false)
  const push = lanes[1]?.reply.at(-1)?.coefficient ?? 0
  const isEmpty = lanes.every((lane) => lane.prompt.length === 0)
  return (
    <section className={`card trace ${push < 0 ? 'calm' : ''}`} aria-label={say('lab.trace')}>
      <div className="cardHead">
        <div className="withHelp">
          <h2>{say('lab.trace')}</h2>
          <Help about="trace" />
        </div>
        <ul className="legend">
          {lanes.map(({ name }) => (
            <li key={name}>
              <svg width="26" height="10" aria-hidden="true" className={classOf[name]}>
                <path className="line" d="M0 5H26" />
                <Mark name={name} x={13} y={5} />
              </svg>
              {laneLabel(name)}
            </li>
          ))}
          <li>
            <ReadingLegend />
          </li>
        </ul>
      </div>
      {isEmpty ? (
        <p className="empty chartEmpty">{say('lab.trace.empty')}</p>
      ) : (
        <>
          <Chart lanes={lanes} threshold={threshold} />
          <p className="note">
            {say('lab.trace.note', { block })}
            {threshold !== null && ` ${say('lab.trace.watchNote', { window: watchWindow })}`}
          </p>
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say('lab.trace.asTable')}</summary>
            {open && <TraceTable lanes={lanes} threshold={threshold} />}
          </details>
        </>
      )}
    </section>
  )
}

interface ChartProps {
  lanes: readonly LaneText[]
  threshold: number | null // of the alarm; null where nothing is watched
}

function Chart({ lanes, threshold }: ChartProps) {
  const [width, ref] = useWidth()
  const picture = traceLines(lanes, { width, height: HEIGHT }, threshold)
  return (
    <div ref={ref} className="chart">
      <svg width={width} height={HEIGHT} role="img" aria-label={say('lab.trace.chart')}>
        {picture.ticks.map(({ label, y }) => (
          <g key={label} className="tick">
            <path d={`M${LEFT} ${y}H${width - 8}`} />
            <text x={LEFT - 8} y={y} dy="0.35em" textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        <g className="replyMark">
          <path d={`M${picture.replyX} 4V${HEIGHT - 4}`} />
          <text x={picture.replyX + 6} y={12}>
            {say('lab.trace.replyStarts')}
          </text>
        </g>
        {picture.lines.map(({ name, path, marks }) => (
          <g key={name} className={classOf[name]}>
            <path className="line" d={path} />
            {marks.map(({ x, y }) => (
              <Mark key={x} name={name} x={x} y={y} />
            ))}
          </g>
        ))}
        {picture.threshold && (
          <g className="threshold">
            <path d={`M${picture.replyX} ${picture.threshold.y}H${width - 8}`} />
            {picture.replyX - LEFT > LABEL_WIDTH ? (
              <text x={picture.replyX - 6} y={picture.threshold.y} dy="0.35em" textAnchor="end">
                {picture.threshold.label}
              </text>
            ) : (
              <text x={width - 8} y={picture.threshold.y - 6} textAnchor="end">
                {picture.threshold.label}
              </text>
            )}
          </g>
        )}
        {picture.alarms.map(({ name, token, from, x, y }) => (
          <g key={`${name} ${token}`} className={`alarm ${classOf[name]}`}>
            <title>
              {say('lab.trace.replyToken', { lane: laneLabel(name), token: token + 1 })}
            </title>
            <path className="span" d={`M${from} ${y - 1.5}H${x}V${y + 1.5}H${from}Z`} />
            <path className="span" d={`M${x - 0.75} ${y}V14h1.5V${y}Z`} />
            <path className="span" d={FLAG} transform={`translate(${x} 27)`} />
          </g>
        ))}
      </svg>
    </div>
  )
}

/** A ring on the baseline, a diamond on the steered line, a square on the random one. */
function Mark({ name, x, y }: { name: LaneName; x: number; y: number }) {
  if (name === 'Baseline') return <circle className="mark" cx={x} cy={y} r={3} />
  const shape = name === 'Steered' ? 'M0 -4L4 0L0 4L-4 0Z' : 'M-3 -3H3V3H-3Z'
  return <path className="mark" d={shape} transform={`translate(${x} ${y})`} />
}
