import * as v from 'valibot'
import { classMark } from '../state/class/classCode.ts'
import type { ClassPlan } from '../state/class/classPlan.ts'
import type { Lab } from '../state/lab.ts'
import { type Draft, freshDraft } from '../state/run/draft.ts'
import { keepDraft, restoreDraft } from '../state/run/draftStorage.ts'
import type { TextStorage } from '../state/textStorage.ts'

/** What was typed before a lesson set the Lab up, and what the Lab has had since, as long as the lesson lay open. */
interface Kept {
  of: string | null // the mark of the class in which it was typed; null outside of a class
  own: Draft
  put: Draft
}

/** Keeps what a person had typed before a lesson set the Lab up, and gives it back, also after a reload in mid-lesson. */
export class KeptDraft {
  readonly #lab: Lab
  readonly #storage: TextStorage
  #kept: Kept | null

  constructor(lab: Lab, storage: TextStorage) {
    this.#lab = lab
    this.#storage = storage
    this.#kept = storedDraft(storage)
    lab.store.subscribe(({ draft, classroom }, before) => {
      if (draft !== before.draft && classroom === before.classroom) this.#follow(draft)
    })
  }

  /** Puts a draft into the Lab for a lesson. Tells whether all of it took: a class may keep some. */
  put(lesson: string, draft: Draft): boolean {
    const { draft: now, classroom } = this.#lab.store.getState()
    const of = markOf(classroom)
    // One that was typed before a class was joined or left is not the one to come back here.
    const own = this.#kept?.of === of ? this.#kept.own : now
    this.#write({ of, own, put: draft })
    return putDraft(this.#lab, lesson, draft)
  }

  /** Puts back what was kept, and forgets it. A class that was joined or left meanwhile has brought its own. */
  giveBack(lesson: string): void {
    const kept = this.#kept
    this.#write(null)
    if (kept && kept.of === this.#where()) putDraft(this.#lab, lesson, kept.own)
  }

  /** After a visit that ended in mid-lesson: the same, unless something else was typed into the Lab since. */
  giveBackLeft(): void {
    const { prompt } = this.#lab.store.getState().draft
    if (this.#kept?.put.prompt === prompt) this.giveBack('')
    else this.#write(null)
  }

  #where = (): string | null => markOf(this.#lab.store.getState().classroom)

  /** What is typed while the lesson lies open belongs to it. */
  #follow(put: Draft): void {
    if (this.#kept?.of === this.#where()) this.#write({ ...this.#kept, put })
  }

  #write(kept: Kept | null): void {
    if (kept === this.#kept) return
    this.#kept = kept
    write(this.#storage, kept)
  }
}

/**
 * The same before there is a lab, outside of a class: the page may begin at a class link, and a class keeps aside what
 * it finds.
 */
export function giveBackBeforeClass(storage: TextStorage, drafts: TextStorage): void {
  const kept = storedDraft(storage)
  if (kept?.of !== null) return
  if (restoreDraft(drafts).draft.prompt === kept.put.prompt) keepDraft(drafts, kept.own)
  write(storage, null)
}

const markOf = (plan: ClassPlan | null): string | null => plan && classMark(plan)

function write(storage: TextStorage, kept: Kept | null): void {
  try {
    storage.write(kept ? JSON.stringify(kept) : '')
  } catch {
    // A browser that stores nothing only loses it with the page.
  }
}

function putDraft(lab: Lab, lesson: string, draft: Draft): boolean {
  lab.setUp(lesson, draft)
  const now = lab.store.getState().draft
  return (Object.keys(draft) as (keyof Draft)[]).every((field) => now[field] === draft[field])
}

const stored = v.looseObject({
  of: v.nullable(v.string()),
  own: v.looseObject({}),
  put: v.looseObject({}),
})

function storedDraft(storage: TextStorage): Kept | null {
  try {
    const text = storage.read()
    if (!text) return null
    const { of, own, put } = v.parse(stored, JSON.parse(text))
    const draft = (part: object): Draft => {
      const read = () => JSON.stringify(part)
      // A derived direction went with its tab.
      return { ...restoreDraft({ read, write: read }).draft, direction: freshDraft.direction }
    }
    return { of, own: draft(own), put: draft(put) }
  } catch {
    return null
  }
}
