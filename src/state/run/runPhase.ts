import type { NumberField } from './draft.ts'

/**
 * A field that cannot be used, and the sentence that stands beside it. Three are no fields: `model`, nothing is loaded,
 * `derivation`, one is under way, and `recording`, there is none of this run.
 */
export interface Refusal {
  field: NumberField | 'prompt' | 'coefficient' | 'direction' | 'model' | 'derivation' | 'recording'
  sentence: string
}

/** Where the run is. `waiting` starts by itself once the model is ready. */
export type RunPhase =
  | { phase: 'idle' }
  | ({ phase: 'refused' } & Refusal)
  | { phase: 'waiting' }
  | { phase: 'reading'; done: number; total: number } // the pass over the prompt, in positions over all rows
  | { phase: 'writing' }
  | { phase: 'stopping'; during: 'reading' | 'writing' }
  | { phase: 'stopped' }
  | { phase: 'done' }
  | { phase: 'failed'; sentence: string }
  | { phase: 'ended'; sentence: string } // with its engine, by no fault of its own

/** Whether the model is at work, so that only Stop makes sense. */
export function isBusy(run: RunPhase): boolean {
  return run.phase === 'reading' || run.phase === 'writing' || run.phase === 'stopping'
}
