import { watchWindow } from '../../experiments/earlyWarning/watch.ts'
import { say } from '../../language/say.ts'
import { inSd, signed } from '../../state/numberText.ts'
import type { LaneText } from '../../state/run/lane.ts'
import { alarmSentence } from '../../state/watch/alarmSentence.ts'
import { highestMean, type LaneAlarm, visiblePiece } from '../../state/watch/laneAlarms.ts'
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
  const last = tokens.at(-1) ?? 0
  return tokens.length === 1
    ? say('lab.alarm.again', { token: last })
    : say('lab.alarm.moreTimes', {
        ...{ count: tokens.length, tokens: tokens.slice(0, -1).join(', '), last },
      })
}

function AlarmLine({ alarm, lane }: { alarm: LaneAlarm; lane: LaneText }) {
  const token = lane.reply[alarm.token]
  return (
    <>
      <Flag />{' '}
      <strong>
        {say('lab.alarm.at', { token: alarm.token + 1, piece: token ? visiblePiece(token) : '' })}
      </strong>{' '}
      {alarmSentence(alarm, lane)}
    </>
  )
}

function quietSentence(lane: LaneText, threshold: number): string {
  const highest = highestMean(lane)
  if (lane.phase === 'running') return say('lab.alarm.noneSoFar')
  return highest === null
    ? say('lab.alarm.tooShort', { window: watchWindow })
    : say('lab.alarm.none', {
        ...{ window: watchWindow, highest: inSd(highest), threshold: signed(threshold, 2) },
      })
}
