import { type DerivePhase, directionIn, isDeriving, type LabState } from '../labState.ts'
import type { Draft } from './draft.ts'
import type { Refusal, RunPhase } from './runPhase.ts'
import { draftProblem } from './runPlan.ts'

type Field = Refusal['field']

/** A prompt is too long together with the tokens to come, and a plain text needs no chat template. */
const reasonsOf = (field: Field): readonly (Field | keyof Draft)[] =>
  field === 'prompt' ? ['prompt', 'form', 'maxTokens'] : [field]

/** The run after these fields of the draft were changed: a refusal that was about one of them is taken back. */
export function runAfterEdit(run: RunPhase, change: Partial<Draft>): RunPhase {
  if (run.phase !== 'refused') return run
  if (run.field === 'recording') return { phase: 'idle' } // any field can be what is recorded otherwise
  return reasonsOf(run.field).some((reason) => reason in change) ? { phase: 'idle' } : run
}

/** The run in a state whose model has just become ready: only what is still wrong with the draft stays refused. */
export function runAfterLoad(state: LabState): RunPhase {
  if (state.run.phase !== 'refused') return state.run
  const { field } = state.run
  const problem = draftProblem(state)
  return problem?.field === field ? { phase: 'refused', ...problem } : { phase: 'idle' }
}

/** The run in a state whose derivation has moved: it no longer waits for one that ended or lacks what was derived. */
export function runAfterDerivation(state: LabState): RunPhase {
  const { run, derive } = state
  if (run.phase !== 'refused') return run
  const ended = run.field === 'derivation' && !isDeriving(derive)
  const found = run.field === 'direction' && directionIn(state) !== null
  return ended || found ? { phase: 'idle' } : run
}

/** The derivation after a run has ended: one that was refused because of it may be asked for again. */
export const deriveAfterRun = (derive: DerivePhase): DerivePhase =>
  derive.phase === 'refused' ? { phase: 'idle' } : derive
