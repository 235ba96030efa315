import * as v from 'valibot'
import type { Evidence, FinishedRun } from '../evidence.ts'
import type { Said } from '../said.ts'

/** What a check finds in the state of the lab. */
export type CheckAnswer =
  | { phase: 'open' } // nothing that bears on it was done since the step was opened
  | { phase: 'differs'; says: Said[] } // something else was done: which parts differ
  | { phase: 'partly'; says: Said[] } // some of it is done
  | { phase: 'held'; runs: readonly FinishedRun[]; given?: true } // done, on these runs; given: it was there by itself

/** A check that lessons name: a pure function of its parameters and of the evidence. */
export interface CheckKind {
  name: string
  parameters: v.GenericSchema
  look(parameters: unknown, evidence: Evidence): CheckAnswer
}

/** Makes a check out of a function that takes its parameters as its schema gives them. */
export const checkKind = <Schema extends v.GenericSchema>(
  name: string,
  parameters: Schema,
  look: (parameters: v.InferOutput<Schema>, evidence: Evidence) => CheckAnswer,
): CheckKind => ({
  name,
  parameters,
  look: (given, evidence) => look(v.parse(parameters, given), evidence),
})
