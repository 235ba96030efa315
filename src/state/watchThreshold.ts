import { calibrationOf, type WarningResults, type Watched } from './calibration.ts'
import type { LabState } from './labState.ts'

/** Whether readings are watched, and above what mean, in SD, the alarm goes off. */
export type WatchThreshold =
  | { by: 'off' }
  | { by: 'none'; sentence: string } // on, but without a threshold: what to do
  | { by: 'own'; threshold: number }
  | { by: 'calibration'; threshold: number }

/** What decides the threshold. */
export interface WatchParts {
  on: boolean
  typed: string // an own threshold, as typed; '' for the calibrated one
  results: WarningResults
  watched: Watched | null // null without a model or a direction
}

export const thresholdLimits = { min: -20, max: 20 } as const

/** What is wrong with an own threshold as typed, or null. Nothing typed is fine. */
export function thresholdProblem(typed: string): string | null {
  if (typed.trim() === '') return null
  const { min, max } = thresholdLimits
  const value = Number(typed)
  return Number.isFinite(value) && value >= min && value <= max
    ? null
    : `The alarm threshold must be a number of SD from −${-min} to ${max}, such as 1.5. Change it, or empty the field; the rest is kept.`
}

/** The threshold in force: an own one before the calibrated one, which holds at its own read block alone. */
export function watchThreshold({ on, typed, results, watched }: WatchParts): WatchThreshold {
  if (!on) return { by: 'off' }
  const problem = thresholdProblem(typed)
  if (problem) return { by: 'none', sentence: problem }
  if (typed.trim() !== '') return { by: 'own', threshold: Number(typed) }
  if (!watched) return { by: 'none', sentence: noDirection }
  const calibration = calibrationOf(results, watched)
  if (!calibration) return { by: 'none', sentence: noCalibration }
  const { threshold, readBlock, verdict } = calibration
  if (threshold === null)
    return {
      by: 'none',
      sentence: `The early warning experiment is ${verdict} for this model and sets no threshold. Type one of your own.`,
    }
  if (readBlock !== watched.readBlock)
    return {
      by: 'none',
      sentence: `The threshold was calibrated at block ${readBlock}, and this reads after another block. Set “Read after block” to ${readBlock}, or type a threshold of your own.`,
    }
  return { by: 'calibration', threshold }
}

/** The threshold in force for the run in the lanes. */
export function lanesThreshold({ draft, ran, experiments, watch }: LabState): WatchThreshold {
  return watchThreshold({
    on: draft.watch,
    typed: draft.alarmThreshold,
    results: { here: experiments['early-warning'].result, recorded: watch.recorded },
    watched: ran && {
      modelHash: ran.model.hash,
      passport: ran.passport,
      readBlock: ran.readBlock,
    },
  })
}

/** The threshold as a number; null where nothing is watched. */
export const numberOf = (limit: WatchThreshold): number | null =>
  'threshold' in limit ? limit.threshold : null

const noDirection =
  'The calibrated threshold is that of a model and a direction. It shows here once there are both; a threshold of your own can be typed before.'
const noCalibration =
  'There is no calibrated threshold for this model and direction. Run the early warning experiment first, or type a threshold of your own.'
