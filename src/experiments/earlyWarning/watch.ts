import { thresholdAtFalseAlarms } from '../../math/roc.ts'
import { signed } from '../effect.ts'

/** Readings of a text in SD, a token each; null for a token that is left out because it is massive. */
export type Readings = readonly (number | null)[]

/** How many tokens an alarm looks back on. */
export const watchWindow = 8

/** One time that the alarm went off. */
export interface Alarm {
  token: number // where it went off, from 0
  until: number // the first token where it was off again, or the length of the text
  mean: number // of the window that ends at `token`
  threshold: number
  from: number // first token of that window
  highest: { token: number; reading: number } // in that window
}

/**
 * The mean of the last `window` readings at every token; null before there are so many tokens, and where all of them
 * are left out. Throws RangeError for a window that is not a whole number from 1 on.
 */
export function smoothed(readings: Readings, window: number): (number | null)[] {
  if (!Number.isSafeInteger(window) || window < 1) throw new RangeError(`a window of ${window}`)
  return readings.map((_, token) => {
    if (token + 1 < window) return null
    const seen = readings.slice(token + 1 - window, token + 1).filter((reading) => reading !== null)
    return seen.length === 0 ? null : seen.reduce((sum, each) => sum + each, 0) / seen.length
  })
}

/**
 * Where the alarm goes off: at each token where the mean of the last `window` readings rises above the threshold, with
 * what carried it. It stays on until the mean is no longer above. Pure, so that it can follow a text as it is written.
 */
export function watch(readings: Readings, threshold: number, window = watchWindow): Alarm[] {
  const alarms: Alarm[] = []
  let on: Alarm | null = null
  for (const [token, mean] of smoothed(readings, window).entries()) {
    if (mean === null || mean <= threshold) {
      if (on) on.until = token
      on = null
    } else if (!on) {
      const from = token + 1 - window
      on = {
        ...{ token, until: readings.length, mean, threshold, from },
        highest: highestOf(readings, from, token),
      }
      alarms.push(on)
    }
  }
  return alarms
}

/** Why an alarm went off, in one sentence; `pieces` are the tokens of the text. */
export function alarmReason(
  { token, from, mean, threshold, highest }: Alarm,
  pieces: readonly string[],
) {
  const word = pieces[highest.token]?.trim() ?? ''
  return `The mean of tokens ${from + 1}–${token + 1} rose to ${signed(mean)} SD, above ${signed(threshold)}; the highest is “${word}” with ${signed(highest.reading)}.`
}

/**
 * The threshold at which at most a share `rate` of quiet texts raises an alarm at any token, from what is watched of
 * each: `smoothed` readings, or counts as they are. Texts without a value are left out; null when none is left.
 */
export function alarmThreshold(quiet: readonly Readings[], rate: number): number | null {
  const highest = quiet.flatMap((values) => {
    const seen = values.filter((value) => value !== null)
    return seen.length === 0 ? [] : [Math.max(...seen)]
  })
  return highest.length === 0 ? null : thresholdAtFalseAlarms(highest, rate)
}

function highestOf(readings: Readings, from: number, to: number): Alarm['highest'] {
  let highest = { token: from, reading: Number.NEGATIVE_INFINITY }
  for (let token = from; token <= to; token++) {
    const reading = readings[token] ?? null
    if (reading !== null && reading > highest.reading) highest = { token, reading }
  }
  return highest
}
