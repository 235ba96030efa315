import recorded from '../../data/front-recording.json'
import { type DoseVerdict, doseVerdict } from '../../state/results/doseVerdict.ts'
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

/** What was recorded at one push; `difference` is that of both shifts, seed by seed. */
export interface RecordedPush {
  push: number
  steered: readonly LabToken[]
  random: readonly LabToken[]
  shift: { steered: Shift; random: Shift; difference: Shift }
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
  shift: {
    steered: shiftOf(made.shift.steered),
    random: shiftOf(made.shift.random),
    difference: shiftOf(made.shift.difference),
  },
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

/** The mean reading of a text in SD, massive tokens left out; null where nothing was read. */
export function meanOf(tokens: readonly LabToken[]): number | null {
  const readings = tokens.flatMap(({ reading }) => reading ?? [])
  if (readings.length === 0) return null
  return readings.reduce((sum, reading) => sum + reading, 0) / readings.length
}

/** What the numbers at a push allow to say, by the rule for results of a class; null at 0, where nothing is pushed. */
export function verdictAt({ push, shift }: RecordedPush): DoseVerdict | null {
  if (push === 0) return null
  if (push > 0) return doseVerdict(shift)
  return doseVerdict({ steered: mirrored(shift.steered), difference: mirrored(shift.difference) })
}

/** Toward calm a reading is expected to fall. */
const mirrored = ({ mean, low, high }: Shift): Shift => ({ mean: -mean, low: -high, high: -low })
