import type { MessageKey } from '../../language/say.ts'
import { controlIn } from '../../state/class/classControl.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { OWN_SEED } from '../../state/class/ownSeed.ts'
import { isUsualStop } from '../../state/mode/usualStops.ts'
import { freshDraft } from '../../state/run/draft.ts'

/** What a teacher may not have meant, as keys of sentences. */
export function classWarnings(plan: ClassPlan): MessageKey[] {
  const isKept = (name: Parameters<typeof controlIn>[1]) => controlIn(plan, name) !== 'free'
  const prompt = plan.draft.prompt ?? plan.prompts[0] ?? freshDraft.prompt
  const derived = (plan.draft.direction ?? 'shipped') !== 'shipped'
  const found: [boolean, MessageKey][] = [
    [isKept('prompt') && isKept('examples') && prompt.trim() === '', 'class.make.warn.empty'],
    [isKept('run'), 'class.make.warn.run'],
    [
      plan.texts === 'recorded' && !isUsualStop(plan.draft.coefficient ?? 0),
      'class.make.warn.push',
    ],
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
