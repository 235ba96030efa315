import type { LabState } from '../state/labState.ts'
import { isBusy } from '../state/run/runPhase.ts'
import { lanesThreshold, numberOf } from '../state/watch/watchThreshold.ts'
import type { FinishedRun } from './evidence.ts'

/** The run in the lanes, once it has ended or was stopped; null before, and where it failed. */
export function runInLanes(state: LabState): FinishedRun | null {
  const { run, ran, lanes } = state
  if (!ran || (run.phase !== 'done' && run.phase !== 'stopped')) return null
  if (lanes.every(({ prompt, reply }) => prompt.length + reply.length === 0)) return null
  const threshold = numberOf(lanesThreshold(state))
  return { label: ran, lanes, stopped: run.phase === 'stopped', threshold }
}

/** The run that has ended between two states; null where none has. */
export const runEnded = (now: LabState, before: LabState): FinishedRun | null =>
  isBusy(before.run) && !isBusy(now.run) ? runInLanes(now) : null
