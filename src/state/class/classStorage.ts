import { type Language, languageOf } from '../../language/language.ts'
import { say } from '../../language/say.ts'
import type { Draft } from '../run/draft.ts'
import { restoreDraft } from '../run/draftStorage.ts'
import { classMark, codeToKeep, keptClass } from './classCode.ts'
import { allowedChange, classDraft } from './classLocks.ts'
import type { ClassPlan } from './classPlan.ts'
import { OWN_SEED, ownSeed } from './ownSeed.ts'

/** The class that is joined, what was typed in it, and the seed that this device has in it. */
export type ClassPart = 'session' | 'draft' | 'seed'

/** Where a class outlives the page, beside the person's own draft. Both may throw when storage is closed. */
export interface ClassStorage {
  read(what: ClassPart): string | null
  write(what: ClassPart, text: string | null): void // null forgets
}

/** What a person had chosen before the class chose for them; null where the class chose nothing. */
export interface Before {
  language: Language | null
}

export interface ClassSession {
  plan: ClassPlan
  before: Before
}

/** The class that an earlier visit was in. What cannot be read, or was changed, is told and forgotten; this never throws. */
export function restoreSession(storage: ClassStorage): {
  session: ClassSession | null
  trouble: string | null
} {
  const text = stored(storage, 'session')
  if (text === null) return { session: null, trouble: null }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) throw new TypeError('not a session')
    const { code, language } = value as Record<string, unknown>
    if (typeof code !== 'string') throw new TypeError('not a session')
    const before = { language: typeof language === 'string' ? languageOf(language) : null }
    return { session: { plan: keptClass(code), before }, trouble: null }
  } catch {
    keep(storage, 'session', null)
    return { session: null, trouble: say('class.notRestored') }
  }
}

/** Whether an earlier visit was in a class; false where storage is closed. */
export const keepsSession = (storage: ClassStorage): boolean => stored(storage, 'session') !== null

/** What is kept; null where storage is closed, which is no damage. */
function stored(storage: ClassStorage, what: ClassPart): string | null {
  try {
    return storage.read(what)
  } catch {
    return null
  }
}

export function keepSession(storage: ClassStorage, session: ClassSession | null): void {
  const text = session && {
    code: codeToKeep(session.plan), // sealed, as in a link: a changed class is another one
    language: session.before.language,
  }
  keep(storage, 'session', text && JSON.stringify(text))
}

/** What was typed in this class before, with what the class keeps as the class has it. */
export function restoreClassDraft(storage: ClassStorage, plan: ClassPlan): Draft {
  const first = withOwnSeed(classDraft(plan), storage, plan)
  try {
    const stored: unknown = JSON.parse(storage.read('draft') ?? 'null')
    if (typeof stored !== 'object' || stored === null) return first
    const { of, draft } = stored as Record<string, unknown>
    if (of !== classMark(plan)) return first
    const text = JSON.stringify({ ...first, ...(draft as object) })
    const { draft: typed } = restoreDraft({ read: () => text, write: () => undefined })
    const direction = first.direction // a derived one went with its tab; the class's is the one to have
    return { ...first, ...allowedChange(plan, first, { ...typed, direction }).change }
  } catch {
    return first
  }
}

function withOwnSeed(draft: Draft, storage: ClassStorage, plan: ClassPlan): Draft {
  if (draft.seed !== OWN_SEED) return draft
  const kept = {
    read: () => storage.read('seed'),
    write: (text: string) => storage.write('seed', text),
  }
  return { ...draft, seed: ownSeed(classMark(plan), kept) }
}

export function keepClassDraft(storage: ClassStorage, plan: ClassPlan, draft: Draft): void {
  keep(storage, 'draft', JSON.stringify({ of: classMark(plan), draft }))
}

/** A browser that refuses storage leaves the class with its tab. */
function keep(storage: ClassStorage, what: ClassPart, text: string | null): void {
  try {
    storage.write(what, text)
  } catch {
    // Private windows and full disks: the class lasts as long as the page.
  }
}

/** A class that is gone with the page. */
export function classInMemory(): ClassStorage {
  const kept = new Map<string, string | null>()
  return {
    read: (what) => kept.get(what) ?? null,
    write: (what, text) => void kept.set(what, text),
  }
}
