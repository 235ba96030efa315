import {
  type Alarm,
  alarmReason,
  type Readings,
  smoothed,
  watch,
  watchWindow,
} from '../../experiments/earlyWarning/watch.ts'
import type { LabToken, LaneText } from '../run/lane.ts'

/** An alarm in a reply, and why it went off. */
export interface LaneAlarm extends Alarm {
  reason: string // one sentence
}

const readingsOf = ({ reply }: LaneText): Readings =>
  reply.map(({ reading, massive }) => (massive ? null : reading))

/** Where the alarm goes off in what a lane has written so far. */
export function laneAlarms(lane: LaneText, threshold: number): LaneAlarm[] {
  const pieces = lane.reply.map(visiblePiece)
  return watch(readingsOf(lane), threshold).map((alarm) => ({
    ...alarm,
    reason: alarmReason(alarm, pieces),
  }))
}

/** The highest mean over the window in what a lane has written, in SD; null while that is too short. */
export function highestMean(lane: LaneText): number | null {
  const means = smoothed(readingsOf(lane), watchWindow).filter((mean) => mean !== null)
  return means.length === 0 ? null : Math.max(...means)
}

/** The text of a token; of one without ink, a sign for it. */
export function visiblePiece({ piece }: Pick<LabToken, 'piece'>): string {
  if (piece.trim() !== '') return piece.trim()
  return piece.includes('\n') ? '↵' : piece === '' ? '…' : '␣'
}
