import { say } from '../../language/say.ts'
import type { TextStorage } from '../textStorage.ts'
import { type Draft, freshDraft, onSlider } from './draft.ts'

export interface RestoredDraft {
  draft: Draft
  note: string | null // what to tell when something stored could not be used
}

/** The stored draft. What cannot be used is replaced by its default and told in a note; this never throws. */
export function restoreDraft(storage: TextStorage): RestoredDraft {
  let text: string | null
  try {
    text = storage.read()
  } catch {
    return { draft: freshDraft, note: say('draft.notKept') }
  }
  try {
    return text === null ? { draft: freshDraft, note: null } : parseDraft(JSON.parse(text))
  } catch {
    return { draft: freshDraft, note: say('draft.unreadable') }
  }
}

/** Keeps the draft for the next visit; a browser that refuses storage only loses this comfort. */
export function keepDraft(storage: TextStorage, draft: Draft): void {
  try {
    storage.write(JSON.stringify(draft))
  } catch {
    // Private windows and full disks: the lab works without.
  }
}

/** A draft out of JSON, field by field. Missing fields take their defaults. Throws TypeError for what is no record. */
function parseDraft(stored: unknown): RestoredDraft {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    throw new TypeError('not a draft')
  const fields = new Map<string, unknown>(Object.entries(stored))
  const known = Object.keys(freshDraft) as (keyof Draft)[]
  const used = known.filter((key) => fields.has(key) && canBe(key, fields.get(key)))
  const kept = Object.fromEntries(used.map((key) => [key, fields.get(key)])) as Partial<Draft>
  const draft = { ...freshDraft, ...kept, direction: freshDraft.direction } // a derived one went with its tab
  return {
    draft: { ...draft, coefficient: onSlider(draft.coefficient) },
    note: known.some((key) => fields.has(key) && !used.includes(key))
      ? say('draft.partlyUnreadable')
      : null,
  }
}

/** Whether a stored value can be this field of a draft. Numbers as typed are texts, and any text will do. */
function canBe(key: keyof Draft, value: unknown): boolean {
  if (key === 'form') return value === 'chat' || value === 'continuation'
  if (key === 'draw') return Number.isInteger(value) && Number(value) >= 1
  if (key === 'coefficient') return Number.isFinite(value)
  return typeof value === typeof freshDraft[key]
}
