import type { ExperimentName } from '../experiments/experiment.ts'
import type { Draft } from '../state/run/draft.ts'
import type { Recipe } from '../steering/directionSet.ts'
import type { LessonText } from './lessonText.ts'

/** What a list of lessons shows of one. */
export interface LessonHead {
  name: string // of its file, and in the address
  order: number
  minutes: number
  title: string
  aim: LessonText
  steps: string[] // their ids
}

/** A lesson in one language, compiled from its YAML file. */
export interface Lesson extends LessonHead {
  intro: LessonText
  end: LessonText | null // said when the last step is done
  parts: Step[]
}

/** The room that stands beside a step. */
export type StepRoom =
  | { room: 'lab' | 'directions' | 'models' }
  | { room: 'experiments'; experiment: ExperimentName }

/** One thing to predict, do and see. */
export interface Step {
  id: string
  title: string
  beside: StepRoom
  text: LessonText
  question: LessonText
  options: { id: string; text: LessonText }[]
  setup: Setup | null
  do: LessonText
  check: StepCheck
  measures: Record<string, MeasureUse>
  outcomes: Outcome[] // the first whose condition holds is told; the last has none
  hint: LessonText | null
}

/** What the Lab, or Directions, is set to for a step. */
export interface Setup {
  draft: Partial<Draft> // what differs from a fresh draft
  pushes: number[] // where the step wants a run under each; [] for one
  draws: number[] // the same for random directions
  seeds: number[] // and for seeds
  derive: Recipe | null
  leave: (keyof Draft)[] // what Set up leaves to the learner
}

/** A named check with its parameters, which its own schema has seen. */
export interface StepCheck {
  name: string
  parameters: Record<string, unknown>
}

/** A named measure with its parameters, which its own schema has seen. */
export interface MeasureUse {
  of: string
  parameters: Record<string, unknown>
}

export interface Outcome {
  id: string
  when: Condition[] // any of them is enough; [] holds always
  text: LessonText
  right: string[] // predictions that came out so; [] where none can be called right
}

/** All of these measures are as said. */
export type Condition = Record<string, Bounds>

export interface Bounds {
  above?: number
  below?: number
  equals?: string | number | boolean
}
