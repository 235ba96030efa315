import { type Study, studyKey } from './study.ts'

/** One finished run under one push: what was read in its replies, in SD, to two decimals. */
export interface RunPoint {
  coefficient: number // of the typical norm; negative is calm
  seed: number
  draw: number // of the random direction
  baseline: number // mean reading of the reply
  steered: number
  random: number
  steeredCost: number | null // perplexity, in times that of the baseline's reply
  randomCost: number | null
  tokens: number // of the steered reply
}

/** A point with the study that it belongs to. */
export interface StudyPoint {
  study: Study
  point: RunPoint
}

/** So many are kept on a device, and handed in at most. */
export const MOST_POINTS = 200

/** What a point may be; what lies beyond is no measurement of a text. */
export const POINT_LIMITS = {
  ...{ coefficient: 0.4, seed: 4294967295, draw: 65535 },
  ...{ reading: 100, cost: 1000, tokens: 2000 },
} as const

/** The same for the same run: then the numbers are the same too, but for the rounding of devices. */
export const runKey = ({ study, point }: StudyPoint): string =>
  `${studyKey(study)} ${point.seed} ${point.draw} ${point.coefficient}`
