import { currentLanguage, onLanguage, speak } from '../../language/say.ts'
import type { LabStore } from '../labState.ts'
import type { Draft } from '../run/draft.ts'
import { classMark } from './classCode.ts'
import { controlIn } from './classControl.ts'
import type { ClassPlan } from './classPlan.ts'
import {
  type Before,
  type ClassStorage,
  keepClassDraft,
  keepSession,
  restoreClassDraft,
  restoreSession,
} from './classStorage.ts'

/** A class that is joined: it has a draft of its own, and the person's own one waits until the class is left. */
export class Classroom {
  readonly #store: LabStore
  readonly #storage: ClassStorage
  #own: Draft
  #before: Before = nothingBefore

  constructor(store: LabStore, storage: ClassStorage) {
    this.#store = store
    this.#storage = storage
    this.#own = store.getState().draft
    this.#restore()
    onLanguage(() => this.#speak())
    store.subscribe(({ draft, classroom }, before) => {
      if (classroom && (draft !== before.draft || classroom !== before.classroom))
        keepClassDraft(storage, classroom, draft)
    })
  }

  /** Goes into a class, from another one too; one that is already joined goes on as it is. */
  join(plan: ClassPlan): void {
    const { classroom, draft } = this.#store.getState()
    if (classroom && classMark(classroom) === classMark(plan)) return
    if (!classroom) this.#own = draft
    if (plan.language) this.#before = { language: this.#before.language ?? currentLanguage() }
    this.#enter(plan)
    keepSession(this.#storage, { plan, before: this.#before })
    if (plan.language) spoken(plan.language)
  }

  /** Leaves the class: the person's own draft and language come back. What was typed in the class is kept for it. */
  leave(): void {
    if (!this.#store.getState().classroom) return
    this.#set(null, this.#own)
    keepSession(this.#storage, null)
    if (this.#before.language) spoken(this.#before.language)
    this.#before = nothingBefore
  }

  #restore(): void {
    const { session, trouble } = restoreSession(this.#storage)
    if (trouble !== null)
      this.#store.setState({ classNote: { kind: 'not-joined', sentence: trouble } })
    if (!session) return
    const { plan, before } = session
    this.#before = before
    this.#enter(plan)
    this.#speak()
  }

  /** Where the class keeps its language, another one does not last, also one that was chosen where there is no class. */
  #speak(): void {
    const { classroom } = this.#store.getState()
    if (classroom?.language && controlIn(classroom, 'language') !== 'free')
      spoken(classroom.language)
  }

  #enter(plan: ClassPlan): void {
    this.#set(plan, restoreClassDraft(this.#storage, plan))
  }

  #set(classroom: ClassPlan | null, draft: Draft): void {
    this.#store.setState(({ run }) => ({
      ...{ classroom, draft, classNote: null, draftNote: null },
      run: run.phase === 'refused' ? { phase: 'idle' } : run, // it was about the draft before
    }))
  }
}

const nothingBefore: Before = { language: null }

/** A catalog that does not come leaves the page in the language it has. */
function spoken(language: NonNullable<Before['language']>): void {
  if (language !== currentLanguage()) speak(language).catch(() => undefined)
}
