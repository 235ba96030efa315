import recorded from '../../data/front-recording.json'
import type { LabToken } from '../../state/run/lane.ts'

/** A text as it was recorded: pieces, and readings in SD by the unsteered model, null for massive tokens. */
interface RecordedText {
  pieces: readonly string[]
  readings: readonly (number | null)[]
}

/** Means over seeds of how far a text reads above the baseline of its seed, in SD, with their 95 % interval. */
export interface Shift {
  mean: number
  low: number
  high: number
}

/** What was recorded at one push. */
export interface RecordedPush {
  push: number
  steered: readonly LabToken[]
  random: readonly LabToken[]
  shift: { steered: Shift; random: Shift }
}

const tokensOf = ({ pieces, readings }: RecordedText, coefficient: number): LabToken[] =>
  pieces.map((piece, index) => ({
    index,
    id: -1, // not recorded
    piece,
    reading: readings[index] ?? null,
    pushed: null,
    massive: readings[index] === null,
    coefficient,
    logprob: null,
    logprobUnsteered: null,
  }))

const shiftOf = ([mean = 0, low = 0, high = 0]: readonly number[]): Shift => ({ mean, low, high })

/** What all texts have in common. */
export const { prompt, seeds, msPerToken, holds } = recorded

export const baseline: readonly LabToken[] = tokensOf(recorded.baseline, 0)

/** In the order of their pushes, from calm to desperate, in equal steps. */
export const pushes: readonly RecordedPush[] = recorded.pushes.map((made) => ({
  push: made.push,
  steered: tokensOf(made.steered, made.push),
  random: tokensOf(made.random, made.push),
  shift: { steered: shiftOf(made.shift.steered), random: shiftOf(made.shift.random) },
}))

/** Tokens of the longest text. */
export const longest = Math.max(
  baseline.length,
  ...pushes.flatMap(({ steered, random }) => [steered.length, random.length]),
)

/** What was recorded nearest to a push. */
export function recordedAt(push: number): RecordedPush {
  return pushes.reduce((nearest, one) =>
    Math.abs(one.push - push) < Math.abs(nearest.push - push) ? one : nearest,
  )
}

/** The mean reading of a text in SD, massive tokens left out; 0 where nothing was read. */
export function meanOf(tokens: readonly LabToken[]): number {
  const readings = tokens.flatMap(({ reading }) => reading ?? [])
  return readings.reduce((sum, reading) => sum + reading, 0) / Math.max(1, readings.length)
}

/** What the numbers at a push allow to say. apart: the two intervals do not touch, and the steered one leaves out 0. */
export function verdictAt({ push, shift }: RecordedPush): 'nothing' | 'apart' | 'together' {
  if (push === 0) return 'nothing'
  const { steered, random } = shift
  const touches = steered.low <= random.high && random.low <= steered.high
  const around0 = steered.low <= 0 && steered.high >= 0
  return touches || around0 ? 'together' : 'apart'
}
