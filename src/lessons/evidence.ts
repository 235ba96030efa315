import type { ExperimentName } from '../experiments/experiment.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import type { LabState, RunLabel } from '../state/labState.ts'
import type { LaneText } from '../state/run/lane.ts'
import type { Setup } from './lesson.ts'

/** A run that has come to its end, or was stopped, as it stood in the lanes. */
export interface FinishedRun {
  label: RunLabel
  lanes: readonly LaneText[]
  stopped: boolean
  threshold: number | null // of the alarm in SD, as it was watched with; null where it was not
}

/** All that a check of a step, and the measures of its outcomes, may look at. */
export interface Evidence {
  state: LabState
  setup: Setup | null // of the step
  prompts: readonly string[] // of all setups of the lesson
  runs: readonly FinishedRun[] // since the lesson was opened, the oldest first
  fresh: readonly FinishedRun[] // those of them since the step was opened
  recorded: Partial<Record<ExperimentName, ExperimentResult>> // results that came with the page
  answer: string | null // the option chosen last
}
