import type { ExperimentName } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import type { Evidence } from '../evidence.ts'

/** The result that the page shows of an experiment: run here, else the one that came with the page. */
export const resultIn = (
  { state, recorded }: Evidence,
  name: ExperimentName,
): ExperimentResult | null => state.experiments[name].result ?? recorded[name] ?? null
