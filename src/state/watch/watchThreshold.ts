import { number, spelled } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { verdictWords } from '../experiments/verdictWords.ts'
import type { LabState } from '../labState.ts'
import { calibrationOf, type WarningResults, type Watched } from './calibration.ts'

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
    : say('lab.watch.thresholdProblem', {
        ...{ min: number(min), max: number(max), example: spelled('1.5') },
      })
}

/** The threshold in force: an own one before the calibrated one, which holds at its own read block alone. */
export function watchThreshold({ on, typed, results, watched }: WatchParts): WatchThreshold {
  if (!on) return { by: 'off' }
  const problem = thresholdProblem(typed)
  if (problem) return { by: 'none', sentence: problem }
  if (typed.trim() !== '') return { by: 'own', threshold: Number(typed) }
  if (!watched) return { by: 'none', sentence: say('lab.watch.noDirection') }
  const calibration = calibrationOf(results, watched)
  if (!calibration) return { by: 'none', sentence: say('lab.watch.noCalibration') }
  const { threshold, readBlock, verdict } = calibration
  if (threshold === null)
    return {
      by: 'none',
      sentence: say('lab.watch.noThreshold', { verdict: verdictWords(verdict) }),
    }
  if (readBlock !== watched.readBlock)
    return {
      by: 'none',
      sentence: say('lab.watch.otherBlock', { block: readBlock }),
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
