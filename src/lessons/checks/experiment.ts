import * as v from 'valibot'
import { experimentNames } from '../../experiments/experiment.ts'
import { resultIn } from '../measures/resultIn.ts'
import { checkKind } from './checkKind.ts'

/** A result of this experiment is there: run here, or, unless `here` is asked for, one that came with the page. */
export const experiment = checkKind(
  'experiment',
  v.strictObject({ name: v.picklist(experimentNames), here: v.optional(v.boolean()) }),
  ({ name, here }, evidence) => {
    if (evidence.state.experiments[name].result) return { phase: 'held', runs: [] }
    if (!here && resultIn(evidence, name)) return { phase: 'held', runs: [], given: true }
    const { run } = evidence.state.experiments[name]
    return 'done' in run
      ? {
          phase: 'partly',
          says: [
            {
              key: 'lesson.partly.experiment',
              values: {
                done: { value: run.done, as: 'count' },
                total: { value: run.total, as: 'count' },
              },
            },
          ],
        }
      : { phase: 'open' }
  },
)
