import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { LabToken, LaneText } from '../../state/lane.ts'

export interface TraceFrame {
  width: number
  height: number
}

export interface TraceLine {
  name: LaneText['name']
  path: string
  marks: readonly { x: number; y: number }[] // every few tokens, so that lines differ without color
}

export interface TracePicture {
  lines: readonly TraceLine[]
  ticks: readonly { label: string; y: number }[]
  replyX: number
}

export const LEFT = 46
const MARK_EVERY = 8
const reading = (token: LabToken): number | null => (token.massive ? null : token.reading)

/** Lines of the readings over prompt and reply, in pixels of the frame. Massive tokens leave a gap. */
export function traceLines(
  lanes: readonly LaneText[],
  { width, height }: TraceFrame,
): TracePicture {
  const prompt = lanes[0]?.prompt.length ?? 0
  const longest = Math.max(...lanes.map((lane) => lane.reply.length), 0)
  const values = lanes.map((lane) => [...lane.prompt, ...lane.reply].map(reading))
  const known = values.flat().filter((value) => value !== null)
  const reach = Math.max(3, ...known.map(Math.abs))
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
  }
}
