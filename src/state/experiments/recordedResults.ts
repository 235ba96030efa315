import type { ExperimentName } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'

/** Results of the bundled model by the command line, one file an experiment, fetched when they are shown. */
const recorded = import.meta.glob<ExperimentResult>('../../../docs/results/*/result.json', {
  import: 'default',
})

/** The recorded result of an experiment; null where none is shipped. */
export async function recordedResult(name: ExperimentName): Promise<ExperimentResult | null> {
  return (await recorded[`../../../docs/results/${name}/result.json`]?.()) ?? null
}
