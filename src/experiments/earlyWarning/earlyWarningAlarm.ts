import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { stream } from '../../math/seededStream.ts'
import { type Interval, mean } from '../../math/statistics.ts'
import { estimateShare, shareOver } from './earlyWarningShare.ts'
import type { Story } from './earlyWarningStory.ts'
import { alarmThreshold, type Readings } from './watch.ts'

export const falseAlarmRate = 0.05

/** What one judge's alarm did on stories that did not choose its threshold. */
export interface Detection {
  events: number // stories with a telling word
  detected: number // of them, before it
  leads: number[] // tokens from the alarm to the telling word, of those detected
  quiet: number // stories without one
  raised: number // of them, with an alarm
  thresholds: [number, number] // chosen on the other half, for each half
  byOpening: Tally[]
}

interface Tally {
  events: number
  detected: number
  quiet: number
  raised: number
}

/** Two halves of the openings, as many of each kind: the half that each belongs to, 0 or 1. */
export function halvesOf(kinds: readonly string[], seed: number): number[] {
  const random = stream(seed, 'halves')
  const keys = kinds.map(() => random.uniform())
  const half = new Array<number>(kinds.length).fill(0)
  let dealt = 0
  for (const kind of new Set(kinds))
    for (const i of kinds
      .map((_, i) => i)
      .filter((i) => kinds[i] === kind)
      .sort((a, b) => keys[a]! - keys[b]!))
      half[i] = dealt++ % 2
  return half
}

/**
 * Sets the threshold on the stories of one half that hold no telling word, so that 5 % of them raise an alarm at any
 * token, and tries it on the other half; then the other way round. Null where a half has no such story.
 */
export function detect(
  stories: readonly Story[],
  half: readonly number[],
  valuesOf: (story: Story) => Readings,
): Detection | null {
  const values = stories.map(valuesOf)
  const thresholds = [0, 1].map((tested) =>
    alarmThreshold(
      values.filter((_, i) => stories[i]!.event === null && half[stories[i]!.opening] !== tested),
      falseAlarmRate,
    ),
  )
  const [first, second] = thresholds
  if (first == null || second == null) return null
  const tallies = new Map<number, Tally>()
  const leads: number[] = []
  for (const [i, { opening, event }] of stories.entries()) {
    const threshold = thresholds[half[opening]!]!
    const end = event ?? values[i]!.length
    const alarm = values[i]!.findIndex(
      (value, token) => token < end && value !== null && value > threshold,
    )
    const tally = tallies.get(opening) ?? { events: 0, detected: 0, quiet: 0, raised: 0 }
    tallies.set(opening, tally)
    if (event === null) {
      tally.quiet++
      if (alarm >= 0) tally.raised++
    } else {
      tally.events++
      if (alarm < 0) continue
      tally.detected++
      leads.push(event - alarm)
    }
  }
  const byOpening = [...tallies].sort(([a], [b]) => a - b).map(([, tally]) => tally)
  const sum = (key: keyof Tally) => byOpening.reduce((total, tally) => total + tally[key], 0)
  return {
    ...{ events: sum('events'), detected: sum('detected'), quiet: sum('quiet') },
    ...{ raised: sum('raised'), leads, thresholds: [first, second], byOpening },
  }
}

/** Detected minus falsely raised, as shares, over draws of openings; null without stories of both kinds. */
export function gainOf(
  { byOpening }: Detection,
  picked: readonly number[] = byOpening.map((_, i) => i),
): number | null {
  let [events, detected, quiet, raised] = [0, 0, 0, 0]
  for (const i of picked) {
    const tally = byOpening[i]!
    events += tally.events
    detected += tally.detected
    quiet += tally.quiet
    raised += tally.raised
  }
  return events === 0 || quiet === 0 ? null : detected / events - raised / quiet
}

/** The gain with its interval over openings; its error is at least that of chance at the rate allowed. */
export function estimateGain(detection: Detection, seed: number): Interval & { error: number } {
  const n = detection.byOpening.length
  const gain = bootstrapStatistic(n, (picked) => gainOf(detection, picked), seed)
  const chance = Math.sqrt((falseAlarmRate * (1 - falseAlarmRate)) / detection.events)
  return { ...gain, error: Math.max(gain.error, chance) }
}

/** How much more of the telling words one alarm comes before than another, over openings. */
export function estimateMore(
  own: Detection,
  other: Detection,
  seed: number,
): Interval & { error: number } {
  return bootstrapStatistic(
    own.byOpening.length,
    (picked) => {
      const [a, b] = [own, other].map(({ byOpening }) => detectedOf(byOpening, picked))
      return a == null || b == null ? null : a - b
    },
    seed,
  )
}

const detectedOf = (byOpening: readonly Tally[], picked?: readonly number[]) =>
  shareOver(byOpening, 'detected', 'events', picked)

/** The share of telling words with an alarm before them, and of quiet stories with one, over openings. */
export const ratesOf = ({ byOpening }: Detection, seed: number) => ({
  detected: estimateShare(byOpening, 'detected', 'events', seed),
  raised: estimateShare(byOpening, 'raised', 'quiet', seed),
})

/** The mean lead in tokens of the alarms that came before a telling word; null without any. */
export const leadOf = ({ leads }: Detection): number | null =>
  leads.length === 0 ? null : mean(leads)
