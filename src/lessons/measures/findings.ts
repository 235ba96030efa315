import * as v from 'valibot'
import { experimentNames } from '../../experiments/experiment.ts'
import type { Evidence } from '../evidence.ts'
import { measureKind } from './measureKind.ts'
import { resultIn } from './resultIn.ts'

const claimParameters = {
  experiment: v.picklist(experimentNames),
  claim: v.pipe(v.string(), v.nonEmpty()), // its name
}
type Wanted = v.InferOutput<v.StrictObjectSchema<typeof claimParameters, undefined>>

const claimOf = (evidence: Evidence, { experiment, claim }: Wanted) =>
  resultIn(evidence, experiment)?.claims.find(({ name }) => name === claim) ?? null

/** The verdict on a claim: shown, not shown, at floor or broken. */
export const verdict = measureKind(
  'verdict',
  'words',
  v.strictObject(claimParameters),
  (wanted, evidence) => claimOf(evidence, wanted)?.verdict ?? null,
)

/** An effect of a claim, in its own unit: the first, or the one whose name begins so; or an end of its interval. */
export const effect = measureKind(
  'effect',
  'plain',
  v.strictObject({
    ...claimParameters,
    effect: v.optional(v.string(), ''),
    part: v.optional(v.picklist(['value', 'low', 'high']), 'value'),
  }),
  ({ effect: begins, part, ...wanted }, evidence) =>
    claimOf(evidence, wanted)?.effects.find(({ name }) => name.startsWith(begins))?.[part] ?? null,
)

/** What stands beside the effects of a claim: the control whose name begins so, or an end of its range. */
export const control = measureKind(
  'control',
  'plain',
  v.strictObject({
    ...claimParameters,
    control: v.pipe(v.string(), v.nonEmpty()),
    part: v.optional(v.picklist(['value', 'low', 'high']), 'value'),
  }),
  ({ control: begins, part, ...wanted }, evidence) => {
    const found = claimOf(evidence, wanted)?.controls.find(({ name }) => name.startsWith(begins))
    if (!found) return null
    if ('value' in found) return part === 'value' ? found.value : null
    return part === 'value' ? null : found[part]
  },
)
