import { create } from 'zustand'
import type { ControlName, ControlState } from '../../state/class/classControl.ts'
import { parseClassPlan } from '../../state/class/classParsing.ts'
import { type ClassPlan, emptyClass } from '../../state/class/classPlan.ts'
import { holdUnsaved } from '../../state/device/unsaved.ts'
import { type Draft, freshDraft } from '../../state/run/draft.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { knownNames } from './knownLessons.ts'

/** A class while it is made: as a plan, but its settings are whole and may hold what cannot be used yet. */
export interface ClassForm extends Omit<ClassPlan, 'draft'> {
  draft: Draft
}

interface FormState {
  form: ClassForm | null
  /** As it can be had again: fresh, or as a file has it. */
  saved: ClassForm | null
}

/**
 * The class that is being made, null before the page was opened. It outlives the page of the form, so that a teacher can
 * try the class and come back.
 */
export const useClassForm = create<FormState>(() => ({ form: null, saved: null }))
useClassForm.subscribe(({ form, saved }) => holdUnsaved('classForm', form !== saved))

/** Begins with the settings of the Lab, unless a class is being made already. */
export function beginForm(draft: Draft): void {
  if (!useClassForm.getState().form) openForm({ ...emptyClass, draft })
}

/** Goes on with the class of a file. */
export const openPlan = (plan: ClassPlan): void =>
  openForm({ ...plan, draft: { ...freshDraft, ...plan.draft } })

const openForm = (form: ClassForm): void => useClassForm.setState({ form, saved: form })

/** A file has the class as it is now. */
export const noteSaved = (): void => useClassForm.setState(({ form }) => ({ saved: form }))

/** Changes the class that is being made. */
export function change(part: Partial<ClassForm>): void {
  useClassForm.setState(({ form }) => ({ form: form && { ...form, ...part } }))
}

export function changeDraft(part: Partial<Draft>): void {
  useClassForm.setState(({ form }) => ({
    form: form && { ...form, draft: { ...form.draft, ...part } },
  }))
}

export function changeControl(name: ControlName, state: ControlState): void {
  useClassForm.setState(({ form }) => {
    if (!form) return {}
    const { [name]: _, ...others } = form.controls
    return { form: { ...form, controls: state === 'free' ? others : { ...others, [name]: state } } }
  })
}

/** The class of the form, or the sentence that says what cannot be used. Settings at their defaults are left out. */
export function planOf(form: ClassForm): ClassPlan | { sentence: string } {
  const fields = Object.entries(form.draft) as [keyof Draft, unknown][]
  const told = fields.filter(
    // Without a prompt of its own, a class begins with the first that it offers.
    ([key, value]) => value !== freshDraft[key] || (key === 'prompt' && form.prompts.length > 0),
  )
  const draft = Object.fromEntries(told)
  try {
    return parseClassPlan({ ...form, draft }, knownNames())
  } catch (error) {
    return { sentence: sentenceOf(error) }
  }
}
