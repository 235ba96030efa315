import { suggestions } from '../mode/recordedExample.ts'
import { type Draft, freshDraft } from '../run/draft.ts'
import { type ControlName, controlIn, controlOf } from './classControl.ts'
import type { ClassPlan } from './classPlan.ts'

/** The prompts that are offered beside the field: the class's own, or the usual ones. */
export const offeredPrompts = (plan: ClassPlan | null): readonly string[] =>
  plan && plan.prompts.length > 0 ? plan.prompts : suggestions.map(({ prompt }) => prompt)

/** The draft that a class begins with. */
export const classDraft = ({ draft, prompts }: ClassPlan): Draft => ({
  ...freshDraft,
  ...(prompts[0] !== undefined && { prompt: prompts[0] }),
  ...draft,
})

export interface AllowedChange {
  change: Partial<Draft>
  kept: ControlName | null // the first control that the class kept from changing
}

/**
 * What of a change a class lets through. A prompt that is offered can be chosen where the examples are free, also while
 * the field itself is locked.
 */
export function allowedChange(
  plan: ClassPlan | null,
  draft: Draft,
  change: Partial<Draft>,
): AllowedChange {
  const fields = Object.keys(change) as (keyof Draft)[]
  const kept = fields.filter(
    (field) => change[field] !== draft[field] && isKept(plan, field, change),
  )
  const first = kept[0]
  return {
    change: Object.fromEntries(
      fields.filter((field) => !kept.includes(field)).map((field) => [field, change[field]]),
    ),
    kept: first === undefined ? null : controlOf(first),
  }
}

function isKept(plan: ClassPlan | null, field: keyof Draft, { prompt }: Partial<Draft>): boolean {
  if (controlIn(plan, controlOf(field)) === 'free') return false
  if (field !== 'prompt' || controlIn(plan, 'examples') !== 'free') return true
  return prompt === undefined || !offeredPrompts(plan).includes(prompt)
}
