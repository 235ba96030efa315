import type { Alarm } from '../../experiments/earlyWarning/watch.ts'
import { signed } from '../../experiments/effect.ts'
import { spelled } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import type { LaneText } from '../run/lane.ts'
import { visiblePiece } from './laneAlarms.ts'
import type { LoggedAlarm } from './watchLog.ts'

/** Why an alarm went off in a lane, as the page says it. The log in files says the same in English. */
export function alarmSentence({ token, from, highest, ...alarm }: Alarm, lane: LaneText): string {
  const piece = lane.reply[highest.token]
  return sentence({
    ...{ from: from + 1, to: token + 1, mean: alarm.mean, threshold: alarm.threshold },
    ...{ word: piece ? visiblePiece(piece) : '', highest: highest.reading },
  })
}

/** The same of an alarm in the log of Watch. */
export function loggedSentence(alarm: LoggedAlarm): string {
  const { token, window, mean, threshold, highestPiece: word, highestReading: highest } = alarm
  return sentence({ from: token - window + 1, to: token, mean, threshold, word, highest })
}

interface Parts {
  from: number // first token of the window, from 1
  to: number
  mean: number // in SD
  threshold: number
  word: string
  highest: number // in SD
}

const sentence = ({ from, to, mean, threshold, word, highest }: Parts): string =>
  say('lab.alarm.reason', {
    ...{ from, to, word },
    mean: spelled(signed(mean)),
    threshold: spelled(signed(threshold)),
    reading: spelled(signed(highest)),
  })
