import { say } from '../../language/say.ts'
import { isMassive, type ReadingScale, readingOf } from '../../steering/reading.ts'
import type { Step, TokenReading } from '../../steering/steerableModel.ts'

export const LANE_NAMES = ['Baseline', 'Steered', 'Random direction'] as const
export type LaneName = (typeof LANE_NAMES)[number]

const labels = {
  Baseline: 'lane.baseline',
  Steered: 'lane.steered',
  'Random direction': 'lane.random',
} as const satisfies Record<LaneName, string>

/** What the page calls a lane. */
export const laneLabel = (name: LaneName): string => say(labels[name])

/** One token on the page. Readings are in SD at the read block; null where nothing was read. */
export interface LabToken {
  index: number // within the prompt, or within the reply
  id: number
  piece: string
  reading: number | null // by the unsteered model
  pushed: number | null // under the lane's own push
  massive: boolean // a norm above four times the typical one: no colour, not in means
  coefficient: number // the one under which this token was computed
  logprob: number | null // natural log, under the lane's own push
  logprobUnsteered: number | null // under the unsteered model
  covered?: true // by the word filter: the piece is no longer the token's own text
}

export interface LaneText {
  name: LaneName
  phase: 'idle' | 'running' | 'done' | 'failed'
  prompt: readonly LabToken[]
  reply: readonly LabToken[]
  ended: 'stop' | 'length' | null // how the model ended the text; null while it writes or when it was stopped
}

/** How the readings of one run are made: the scale of the read block and what counts as massive there. */
export interface Gauge {
  scale: ReadingScale
  typicalNorm: number
}

export const emptyLane = (name: LaneName, phase: LaneText['phase'] = 'idle'): LaneText => ({
  name,
  phase,
  prompt: [],
  reply: [],
  ended: null,
})

const read = (reading: TokenReading | null, { scale, typicalNorm }: Gauge) => {
  const projection = reading?.projection[0]
  const pushed = reading?.pushed[0]
  return {
    reading: projection === undefined ? null : readingOf(projection, scale),
    pushed: pushed === undefined ? null : readingOf(pushed, scale),
    massive: isMassive(reading?.norm[0] ?? 0, typicalNorm),
  }
}

export function promptToken(
  index: number,
  id: number,
  piece: string,
  reading: TokenReading | null,
  coefficient: number,
  gauge: Gauge,
): LabToken {
  const base = { index, id, piece, coefficient, logprob: null, logprobUnsteered: null }
  return { ...base, ...read(reading, gauge) }
}

/** A token of the reply. The baseline runs without a push, so its own log-probability is the unsteered one. */
export function replyToken(step: Step, lane: LaneName, gauge: Gauge): LabToken {
  const { index, id, piece, coefficient, logprob } = step
  const own = lane === 'Baseline' ? logprob : null
  const logprobUnsteered = step.logprobUnsteered ?? own
  return { index, id, piece, coefficient, logprob, logprobUnsteered, ...read(step.reading, gauge) }
}
