import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { say } from '../../language/say.ts'
import { signed } from '../../state/numberText.ts'
import type { LabToken, LaneText } from '../../state/run/lane.ts'
import { laneAlarms } from '../../state/watch/laneAlarms.ts'

export interface TraceFrame {
  width: number
  height: number
}

export interface TraceLine {
  name: LaneText['name']
  path: string
  marks: readonly { x: number; y: number }[] // every few tokens, so that lines differ without color
}

/** A flag at an alarm, with a bar over its window at the height of its mean. */
interface TraceAlarm {
  name: LaneText['name']
  token: number // of the reply, from 0
  from: number
  x: number
  y: number
}

export interface TracePicture {
  lines: readonly TraceLine[]
  ticks: readonly { label: string; y: number }[]
  replyX: number
  threshold: { label: string; y: number } | null // null too where it lies far outside
  alarms: readonly TraceAlarm[]
}

export const LEFT = 46
const MARK_EVERY = 8
/** A threshold beyond so many SD would flatten the lines and is not drawn. */
const FAR = 6
const reading = (token: LabToken): number | null => (token.massive ? null : token.reading)

/** Lines of the readings over prompt and reply, in pixels of the frame. Massive tokens leave a gap. */
export function traceLines(
  lanes: readonly LaneText[],
  { width, height }: TraceFrame,
  threshold: number | null = null,
): TracePicture {
  const prompt = lanes[0]?.prompt.length ?? 0
  const longest = Math.max(...lanes.map((lane) => lane.reply.length), 0)
  const values = lanes.map((lane) => [...lane.prompt, ...lane.reply].map(reading))
  const known = values.flat().filter((value) => value !== null)
  const alarms = lanes.flatMap((lane) =>
    threshold === null
      ? []
      : laneAlarms(lane, threshold).map((alarm) => ({ ...alarm, name: lane.name })),
  )
  const near = threshold !== null && Math.abs(threshold) <= FAR ? threshold : null
  const reach = Math.max(3, Math.abs(near ?? 0), ...known.map(Math.abs))
  const x = scaleLinear([0, Math.max(1, prompt + longest - 1)], [LEFT, width - 8])
  const y = scaleLinear([-reach, reach], [height - 8, 24])
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? 0))
  return {
    lines: lanes.map(({ name }, lane) => ({
      name,
      path: draw(values[lane] ?? []) ?? '',
      marks: (values[lane] ?? []).flatMap((value, index) =>
        value !== null && index % MARK_EVERY === (lane * 3) % MARK_EVERY
          ? [{ x: x(index), y: y(value) }]
          : [],
      ),
    })),
    ticks: [-3, 0, 3].map((tick) => ({
      label: tick > 0 ? `+${tick} SD` : String(tick).replace('-', '−'),
      y: y(tick),
    })),
    replyX: x(Math.max(0, prompt - 0.5)),
    threshold:
      near === null
        ? null
        : { label: say('lab.trace.threshold', { threshold: signed(near, 2) }), y: y(near) },
    alarms: alarms.map(({ name, from, token, mean }) => ({
      ...{ name, token },
      from: x(prompt + from),
      x: x(prompt + token),
      y: y(mean),
    })),
  }
}
