import type { Language } from '../../language/language.ts'
import type { LessonLevel } from '../lessons/lessonProgress.ts'
import type { Draft } from '../run/draft.ts'
import type { ControlName, Lock } from './classControl.ts'

export const CLASS_VERSION = 1

export const CLASS_ROOMS = ['lab', 'directions', 'experiments', 'lessons', 'models'] as const
export type ClassRoom = (typeof CLASS_ROOMS)[number]

/** Which texts a class looks at: written while it looks, recorded ones, or as each device can. */
export const CLASS_TEXTS = ['either', 'recorded', 'live'] as const
export type ClassTexts = (typeof CLASS_TEXTS)[number]

/** What a teacher decides for a class: one plain value, which is the link and the file. */
export interface ClassPlan {
  version: typeof CLASS_VERSION
  title: string
  room: ClassRoom // where the class begins
  lesson: string | null // by its name; then the room is lessons
  model: string
  draft: Partial<Draft> // with what the Lab begins; what is left out takes its default
  prompts: readonly string[] // offered instead of the usual examples; none for those
  controls: Readonly<Partial<Record<ControlName, Lock>>> // what is left out is free
  filter: boolean // whether the word filter is on
  texts: ClassTexts
  language: Language | null // null leaves each person's own
  level: LessonLevel | null
}

export const BUNDLED_MODEL = { name: 'SmolLM2-135M-Instruct', nLayers: 30 } as const

export const CLASS_LIMITS = { title: 80, prompt: 2000, prompts: 12 } as const

/** A class that decides nothing but to be in the Lab. */
export const emptyClass: ClassPlan = {
  version: CLASS_VERSION,
  title: '',
  room: 'lab',
  lesson: null,
  model: BUNDLED_MODEL.name,
  draft: {},
  prompts: [],
  controls: {},
  filter: true,
  texts: 'either',
  language: null,
  level: null,
}
