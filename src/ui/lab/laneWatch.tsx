import { watchWindow } from '../../experiments/earlyWarning/watch.ts'
import type { LaneText } from '../../state/lane.ts'
import { highestMean, type LaneAlarm, visiblePiece } from '../../state/laneAlarms.ts'
import { inSd, signed } from '../../state/numberText.ts'
import { Flag } from './flag.tsx'

interface Props {
  lane: LaneText
  alarms: readonly LaneAlarm[]
  threshold: number
}

/** Where and why the alarm went off in a lane, or how near it came. Only the first time is announced. */
export function LaneWatch({ lane, alarms, threshold }: Props) {
  const [first, ...later] = alarms
  return (
    <div className="laneWatch">
      <p aria-live="polite">{first && <AlarmLine alarm={first} lane={lane} />}</p>
      {!first && lane.reply.length > 0 && <p>{quietSentence(lane, threshold)}</p>}
      {later.length > 0 && (
        <details>
          <summary>{againSentence(later)}</summary>
          <ul>
            {later.map((alarm) => (
              <li key={alarm.token}>
                <AlarmLine alarm={alarm} lane={lane} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function againSentence(later: readonly LaneAlarm[]): string {
  const tokens = later.map(({ token }) => token + 1)
  return later.length === 1
    ? `It went off again at token ${tokens[0]}`
    : `It went off ${later.length} more times, at tokens ${tokens.slice(0, -1).join(', ')} and ${tokens.at(-1)}`
}

function AlarmLine({ alarm, lane }: { alarm: LaneAlarm; lane: LaneText }) {
  const token = lane.reply[alarm.token]
  return (
    <>
      <Flag />{' '}
      <strong>
        Alarm at token {alarm.token + 1}, “{token && visiblePiece(token)}”.
      </strong>{' '}
      {alarm.reason}
    </>
  )
}

function quietSentence(lane: LaneText, threshold: number): string {
  const highest = highestMean(lane)
  if (lane.phase === 'running') return 'Watched; no alarm so far.'
  return highest === null
    ? `Too short to watch: an alarm looks back on ${watchWindow} tokens.`
    : `No alarm: the highest mean of ${watchWindow} tokens was ${inSd(highest)}, the threshold is ${signed(threshold, 2)}.`
}
