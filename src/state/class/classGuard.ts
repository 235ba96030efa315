import type { ExperimentName } from '../../experiments/experiment.ts'
import { say } from '../../language/say.ts'
import type { Recipe } from '../../steering/directionSet.ts'
import { directionIn, type LabStore } from '../labState.ts'
import type { Mode } from '../mode/mode.ts'
import { lastModel } from '../model/modelPhase.ts'
import { recipeLabel } from '../run/directionChoice.ts'
import type { Draft } from '../run/draft.ts'
import { type ControlName, controlIn } from './classControl.ts'
import { allowedChange } from './classLocks.ts'
import type { ClassPlan } from './classPlan.ts'
import type { Classroom } from './classroom.ts'

/** What a class has a say in. */
interface Kept {
  store: LabStore
  edit(change: Partial<Omit<Draft, 'coefficient'>>): void
  setCoefficient(coefficient: number): void
  run(): Promise<void>
  stop(): void
  derive(recipe: Recipe): Promise<void>
  runExperiment(name: ExperimentName): Promise<void>
  setTexts(name: ExperimentName, texts: unknown): Promise<string | null>
  loadFirst(): Promise<void>
  setMode(mode: Mode): void
}

export interface ClassCommands {
  /** Sets what a step of a lesson begins with; in a class that gives this lesson, what the class keeps too. */
  setUp(lesson: string, draft: Partial<Draft>): void
  /** Goes into a class: from then on no command changes what the class keeps. The person's own draft is kept aside. */
  joinClass(plan: ClassPlan): void
  /** Leaves the class; the person's own draft comes back. */
  leaveClass(): void
}

/** The lab as a class lets it be used: what the class keeps stays, whoever asks, and the store tells what was kept. */
export function inClass<Commands extends Kept>(
  lab: Commands,
  classroom: Classroom,
): Commands & ClassCommands {
  const { store } = lab

  /** Whether the class leaves this to the person; tells when it does not. */
  function allows(control: ControlName): boolean {
    const free = controlIn(store.getState().classroom, control) === 'free'
    note(free ? null : control)
    return free
  }

  function note(control: ControlName | null): void {
    if (control) store.setState({ classNote: { kind: 'kept', control } })
    else if (store.getState().classNote?.kind === 'kept') store.setState({ classNote: null })
  }

  function edit(change: Partial<Omit<Draft, 'coefficient'>>): void {
    const { classroom: plan, draft } = store.getState()
    const allowed = allowedChange(plan, draft, change)
    note(allowed.kept)
    if (Object.keys(allowed.change).length > 0) lab.edit(allowed.change)
  }

  function setCoefficient(coefficient: number): void {
    if (coefficient === store.getState().draft.coefficient || allows('slider'))
      lab.setCoefficient(coefficient)
  }

  return {
    ...lab,
    edit,
    setCoefficient,
    setUp(lesson, { coefficient, ...change }) {
      const asked = store.getState().classroom?.lesson === lesson
      const { edit: set, setCoefficient: push } = asked ? lab : { edit, setCoefficient }
      set(change)
      if (coefficient !== undefined) push(coefficient)
    },
    async run() {
      if (!allows('run')) return
      const missing = missingDirection()
      if (missing) store.setState({ run: missing })
      else await lab.run()
    },
    async derive(recipe) {
      const { classroom: plan, draft } = store.getState()
      const named = plan !== null && draft.direction === recipe
      if (allows('run') && (named || allows('direction'))) await lab.derive(recipe)
    },
    async runExperiment(name) {
      if (allows('run')) await lab.runExperiment(name)
    },
    async setTexts(name, texts) {
      if (allows('prompt')) return lab.setTexts(name, texts)
      return say('class.kept.texts')
    },
    setMode(mode) {
      const { classroom: plan } = store.getState()
      if (plan && plan.texts !== 'either') note('mode')
      else if (allows('mode')) lab.setMode(mode)
    },
    joinClass(plan) {
      lab.stop()
      classroom.join(plan)
      const { model } = store.getState()
      const other = lastModel(model)?.about.name !== plan.model
      if (model.phase === 'ready' && other) void lab.loadFirst()
    },
    leaveClass() {
      lab.stop()
      classroom.leave()
    },
  }

  /** The refusal of a run along another direction than the one that the class keeps: that one has to be derived first. */
  function missingDirection() {
    const state = store.getState()
    const { draft, model } = state
    if (controlIn(state.classroom, 'direction') === 'free' || model.phase !== 'ready') return null
    const there = directionIn(state)
    if (!there || there.key === draft.direction) return null
    const name = recipeLabel(draft.direction as Parameters<typeof recipeLabel>[0])
    const sentence = say('class.deriveFirst', { name })
    return { phase: 'refused', field: 'direction', sentence } as const
  }
}
