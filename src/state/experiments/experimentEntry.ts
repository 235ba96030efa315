import { type ExperimentName, experimentNames } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'

/** Where an experiment is. Counts are tasks. */
export type ExperimentPhase =
  | { phase: 'idle' }
  | { phase: 'starting' }
  | { phase: 'running'; done: number; total: number; secondsLeft: number | null }
  | { phase: 'pausing'; done: number; total: number }
  | { phase: 'paused'; done: number; total: number }
  | { phase: 'analyzing' }
  | { phase: 'done' }
  | { phase: 'playing'; done: number; total: number; secondsLeft: number } // a recorded run, at its pace
  | { phase: 'played'; result: ExperimentResult } // the recorded one: nothing was measured here
  | { phase: 'refused'; sentence: string } // nothing was measured
  | { phase: 'failed'; sentence: string; done: number; total: number } // what was measured is kept

/** What the lab knows of one experiment. */
export interface ExperimentEntry {
  run: ExperimentPhase
  partial: ExperimentResult | null // what the tasks done so far say; verdicts in it are not final
  result: ExperimentResult | null // of a whole run in this browser
  note: string | null // that measurements could not be stored
  texts: unknown // own ones; undefined: the shipped ones
}

const emptyEntry: ExperimentEntry = {
  run: { phase: 'idle' },
  partial: null,
  result: null,
  note: null,
  texts: undefined,
}

export type Experiments = Readonly<Record<ExperimentName, ExperimentEntry>>

export const emptyExperiments = Object.fromEntries(
  experimentNames.map((name) => [name, emptyEntry]),
) as Record<ExperimentName, ExperimentEntry>

/** Whether the model is at work on this experiment, so that only pausing makes sense. */
export const isMeasuring = ({ phase }: ExperimentPhase): boolean =>
  phase === 'starting' || phase === 'running' || phase === 'pausing' || phase === 'analyzing'
