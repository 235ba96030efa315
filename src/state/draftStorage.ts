import { type Draft, freshDraft, onSlider } from './draft.ts'

/** Where the draft outlives the page. `read` gives null when there is nothing; both may throw when storage is closed. */
export interface DraftStorage {
  read(): string | null
  write(text: string): void
}

export interface RestoredDraft {
  draft: Draft
  note: string | null // what to tell when something stored could not be used
}

/** The stored draft. What cannot be used is replaced by its default and told in a note; this never throws. */
export function restoreDraft(storage: DraftStorage): RestoredDraft {
  try {
    const text = storage.read()
    return text === null
      ? { draft: freshDraft, note: null }
      : { draft: parseDraft(JSON.parse(text)), note: null }
  } catch {
    return {
      draft: freshDraft,
      note: 'The prompt and settings stored by an earlier visit could not be read. The defaults are used instead.',
    }
  }
}

/** Keeps the draft for the next visit; a browser that refuses storage only loses this comfort. */
export function keepDraft(storage: DraftStorage, draft: Draft): void {
  try {
    storage.write(JSON.stringify(draft))
  } catch {
    // Private windows and full disks: the lab works without.
  }
}

/** A draft out of JSON. Throws TypeError for a field of the wrong kind; missing fields take their defaults. */
function parseDraft(stored: unknown): Draft {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    throw new TypeError('not a draft')
  const fields = new Map(Object.entries(stored))
  const draft: Draft = { ...freshDraft }
  const known = Object.keys(freshDraft) as (keyof Draft)[]
  for (const key of known) if (fields.has(key)) Object.assign(draft, { [key]: fields.get(key) })
  for (const key of known)
    if (typeof draft[key] !== typeof freshDraft[key])
      throw new TypeError(`${key} is of another kind`)
  if (draft.form !== 'chat' && draft.form !== 'continuation') throw new TypeError('unknown form')
  if (!Number.isInteger(draft.draw) || draft.draw < 1) throw new TypeError('unknown draw')
  return { ...draft, coefficient: onSlider(draft.coefficient), direction: freshDraft.direction }
}
