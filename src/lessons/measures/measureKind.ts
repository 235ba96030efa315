import * as v from 'valibot'
import type { Evidence, FinishedRun } from '../evidence.ts'
import type { QuantityKind } from '../said.ts'

/** What a measure gives; null where it cannot be taken, and then no condition on it holds. */
export type MeasureValue = number | string | boolean | null

/** A measure that lessons name: a pure function of its parameters, the evidence and the runs that passed the check. */
export interface MeasureKind {
  name: string
  as: QuantityKind | 'words' | 'yes or no'
  parameters: v.GenericSchema
  take(parameters: unknown, evidence: Evidence, runs: readonly FinishedRun[]): MeasureValue
}

/** Makes a measure out of a function that takes its parameters as its schema gives them. */
export const measureKind = <Schema extends v.GenericSchema>(
  name: string,
  as: MeasureKind['as'],
  parameters: Schema,
  take: (
    parameters: v.InferOutput<Schema>,
    evidence: Evidence,
    runs: readonly FinishedRun[],
  ) => MeasureValue,
): MeasureKind => ({
  name,
  as,
  parameters,
  take: (given, evidence, runs) => take(v.parse(parameters, given), evidence, runs),
})
