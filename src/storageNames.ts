/** What a stored text is, for the list of what is kept on a device. `session` is no part of it: a class is left by its bar. */
export type TextKind = 'progress' | 'results' | 'class' | 'settings' | 'session'

/** Every text that the page keeps in local storage: its key, and what it is. */
export const texts = {
  language: { key: 'evenkeel.language', kind: 'settings' },
  mode: { key: 'evenkeel.mode', kind: 'settings' },
  filter: { key: 'evenkeel.filter', kind: 'settings' },
  draft: { key: 'evenkeel.draft', kind: 'settings' },
  draftBeforeLesson: { key: 'evenkeel.lessonDraft', kind: 'settings' },
  points: { key: 'evenkeel.points', kind: 'results' },
  progress: { key: 'evenkeel.lessons', kind: 'progress' },
  unreadableProgress: { key: 'evenkeel.lessons.unreadable', kind: 'progress' },
  classSession: { key: 'evenkeel.class', kind: 'session' },
  classDraft: { key: 'evenkeel.class.draft', kind: 'class' },
  classSeeds: { key: 'evenkeel.class.seed', kind: 'class' },
} as const satisfies Record<string, { key: string; kind: TextKind }>

const prefix = 'evenkeel.'

/** What lies under a key of local storage; null for a key of somebody else. What another version left counts as settings. */
export function kindOf(key: string): TextKind | null {
  const known = Object.values(texts).find((text) => text.key === key)
  return known?.kind ?? (key.startsWith(prefix) ? 'settings' : null)
}

/** In the storage of a tab: when its page was last loaded again for the sake of threads. */
export const ISOLATION_TRIED = 'evenkeel.isolated'

/** The database of measurements and own texts. */
export const MEASUREMENTS = 'evenkeel'

/** The cache of models: weights and other files by their hash. */
export const MODEL_CACHE = 'evenkeel-models-1'
