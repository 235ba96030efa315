import type { Draft } from '../run/draft.ts'

/** What a class can lock or hide, in the order in which a teacher decides. */
export const CONTROL_NAMES = [
  'prompt',
  'examples',
  'form',
  'direction',
  'slider',
  'run',
  'seed',
  'draw',
  'sampling',
  'blocks',
  'watch',
  'rooms',
  'mode',
  'language',
  'level',
] as const
export type ControlName = (typeof CONTROL_NAMES)[number]

/** locked: it is seen and cannot be changed. hidden: it is not there, and what it would change stays. */
export type Lock = 'locked' | 'hidden'
export type ControlState = 'free' | Lock

/** The fields of the draft that a control changes; the others change something else. */
const fields: Partial<Record<ControlName, readonly (keyof Draft)[]>> = {
  prompt: ['prompt'],
  form: ['form'],
  direction: ['direction'],
  slider: ['coefficient'],
  seed: ['seed'],
  draw: ['draw'],
  sampling: ['temperature', 'topK', 'topP', 'repetitionPenalty', 'maxTokens'],
  blocks: ['steerBlock', 'readBlock'],
  watch: ['watch', 'alarmThreshold'],
}

/** Whether a control can be used in a class; free outside of one. */
export const controlIn = (
  plan: { controls: Readonly<Partial<Record<ControlName, Lock>>> } | null,
  name: ControlName,
): ControlState => plan?.controls[name] ?? 'free'

/** The control that changes a field of the draft. */
export function controlOf(field: keyof Draft): ControlName {
  const found = CONTROL_NAMES.find((name) => fields[name]?.includes(field))
  if (!found) throw new RangeError(`no control changes ${field}`)
  return found
}
