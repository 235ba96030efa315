import type { MessageKey } from '../../language/say.ts'
import { controlIn } from '../../state/class/classControl.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { OWN_SEED } from '../../state/class/ownSeed.ts'
import { freshDraft } from '../../state/run/draft.ts'

/** What a teacher may not have meant, as keys of sentences. */
export function classWarnings(plan: ClassPlan): MessageKey[] {
  const isKept = (name: Parameters<typeof controlIn>[1]) => controlIn(plan, name) !== 'free'
  const prompt = plan.draft.prompt ?? plan.prompts[0] ?? freshDraft.prompt
  const derived = (plan.draft.direction ?? 'shipped') !== 'shipped'
  const found: [boolean, MessageKey][] = [
    [isKept('prompt') && isKept('examples') && prompt.trim() === '', 'class.make.warn.empty'],
    [isKept('run'), 'class.make.warn.run'],
    [plan.texts === 'recorded' && !isRecordedPush(plan), 'class.make.warn.push'],
    [plan.texts !== 'live' && plan.draft.seed === OWN_SEED, 'class.make.warn.ownSeed'],
    [derived && isKept('rooms') && plan.room !== 'directions', 'class.make.warn.derive'],
    [plan.controls.examples === 'hidden' && plan.prompts.length > 0, 'class.make.warn.prompts'],
    [
      plan.lesson !== null && (['prompt', 'slider', 'run', 'direction'] as const).some(isKept),
      'class.make.warn.lesson',
    ],
  ]
  return found.filter(([holds]) => holds).map(([, key]) => key)
}

/** Recordings hold pushes of whole steps of 0.05 up to 0.30. */
function isRecordedPush({ draft: { coefficient = 0 } }: ClassPlan): boolean {
  const steps = coefficient / 0.05
  return Math.abs(steps - Math.round(steps)) < 1e-6 && Math.abs(coefficient) <= 0.3
}
