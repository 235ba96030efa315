import type { ExperimentName } from '../../experiments/experiment.ts'
import { Measured, type Measurement } from '../../experiments/measured.ts'
import { type ExperimentResult, resultOf } from '../../experiments/result.ts'
import { type RunHeader, runKey } from '../../experiments/runHeader.ts'
import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { LabStore } from '../labState.ts'
import { sentenceOf } from '../sentenceOf.ts'
import type { ExperimentEntry } from './experimentEntry.ts'
import { planOf, planParts } from './experimentEstimate.ts'
import type { MeasurementStorage } from './measurementStorage.ts'

/** Measurements of one run, whole or so far. */
export interface MeasuredRun {
  header: RunHeader
  key: string
  measured: Map<string, Measurement>
}

/** What is known of the experiments: their entries in the store, their plans, their measurements in storage. */
export class ExperimentBoard {
  readonly #store: LabStore
  readonly storage: MeasurementStorage

  constructor(store: LabStore, storage: MeasurementStorage) {
    this.#store = store
    this.storage = storage
  }

  entry(name: ExperimentName): ExperimentEntry {
    return this.#store.getState().experiments[name]
  }

  set(name: ExperimentName, change: Partial<ExperimentEntry>): void {
    this.#store.setState(({ experiments }) => ({
      experiments: { ...experiments, [name]: { ...experiments[name], ...change } },
    }))
  }

  /** The run as it would be now. Throws LabError with what stands in the way. */
  plan(name: ExperimentName): RunHeader {
    return planOf(name, planParts(this.#store.getState(), name))
  }

  /** Why these texts cannot be used, in a sentence; null where they can, or where there is no model to ask for. */
  problemOf(name: ExperimentName, texts: unknown): string | null {
    const parts = { ...planParts(this.#store.getState(), name), texts }
    if (parts.model.phase !== 'ready' || !parts.set || texts === undefined) return null
    try {
      planOf(name, parts)
      return null
    } catch (error) {
      return sentenceOf(error)
    }
  }

  /** What is stored of the run as it would be now; null where nothing can be run or read. */
  async stored(name: ExperimentName): Promise<MeasuredRun | null> {
    try {
      const header = this.plan(name)
      const key = await runKey(header)
      return { header, key, measured: await this.storage.read(key) }
    } catch {
      return null
    }
  }
}

/** What measurements say, whole or so far; null while they say nothing. */
export async function resultSoFar({
  header,
  measured,
}: Pick<MeasuredRun, 'header' | 'measured'>): Promise<ExperimentResult | null> {
  const { experiment, ground, plan, textsAre } = header
  const findings = await plan.analyze(new Measured(measured))
  return findings && resultOf(experiment, ground, plan, findings, textsAre)
}

/** The same of a whole run, which has to say something. */
export async function wholeResult(run: MeasuredRun): Promise<ExperimentResult> {
  const result = await resultSoFar(run)
  if (result) return result
  throw new LabError('bad-input', say('experiments.textsSayNothing'))
}

export const nothingMeasured = {
  ...{ run: { phase: 'idle' }, partial: null, result: null, note: null },
} satisfies Partial<ExperimentEntry>
export const notStored = (): string => say('experiments.notStored')
