import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TextStorage } from '../textStorage.ts'
import {
  type LessonLevel,
  type LessonProgress,
  mergedProgress,
  noProgress,
  type PassedStep,
  parseProgress,
  progressText,
  stepOf,
  withStep,
} from './lessonProgress.ts'

export interface BookState {
  progress: LessonProgress
  /**
   * unreadable: what was stored could not be read. refused: the browser does not store. gone: it had lost what it
   * stored, and all of it was written again.
   */
  trouble: 'unreadable' | 'refused' | 'gone' | null
}

/** Why what is stored is not known. */
type Unread = 'unreadable' | 'refused'

/**
 * Keeps the progress of the lessons on this device. Where the browser refuses, or takes away what it stored, the lessons
 * go on in memory.
 */
export class ProgressBook {
  readonly store: StoreApi<BookState>
  readonly #storage: TextStorage
  readonly #aside: TextStorage | undefined
  #wasStored: boolean

  /** `aside` keeps what could not be read, before something else is stored in its place. */
  constructor(storage: TextStorage, aside?: TextStorage) {
    this.#storage = storage
    this.#aside = aside
    const stored = this.#stored()
    this.#wasStored = stored !== null && typeof stored !== 'string'
    this.store = createStore<BookState>(() => ({
      progress: typeof stored === 'string' ? noProgress : (stored ?? noProgress),
      trouble: typeof stored === 'string' ? stored : null,
    }))
  }

  get progress(): LessonProgress {
    return this.store.getState().progress
  }

  /** Notes what was predicted, once; `null` for a question that was skipped. */
  predict(lesson: string, step: string, option: string | null, late: boolean): void {
    if (stepOf(this.progress, lesson, step).prediction) return
    this.#keep(withStep(this.progress, lesson, step, { prediction: { option, late } }))
  }

  /** Notes that a step is done, once. */
  pass(lesson: string, step: string, passed: PassedStep): void {
    if (stepOf(this.progress, lesson, step).passed) return
    this.#keep(withStep(this.progress, lesson, step, { passed }))
  }

  setLevel(level: LessonLevel): void {
    this.#keep({ ...this.progress, level })
  }

  /** Adds the progress in a file that was saved. Throws LabError for a file that holds none. */
  take(text: string): void {
    this.#keep(mergedProgress(this.progress, parseProgress(text)))
  }

  /** Forgets a lesson, so that it can be done anew. */
  forget(lesson: string): void {
    this.#keep(this.progress, ({ lessons: { [lesson]: _, ...lessons }, ...rest }) => ({
      ...rest,
      lessons,
    }))
  }

  /** Forgets all lessons, as somebody has removed what was stored of them. */
  removed(): void {
    this.#wasStored = false
    this.store.setState({ progress: noProgress, trouble: null })
  }

  /** The progress as a file. */
  file(): string {
    return progressText(this.progress)
  }

  /** Writes with what another tab has stored meanwhile; nothing that was done there is lost. */
  #keep(progress: LessonProgress, change = (all: LessonProgress) => all): void {
    const stored = this.#stored()
    if (stored === null) this.#write(change(progress), this.#wasStored)
    else if (typeof stored === 'string') this.#write(change(progress), false, stored)
    else this.#write(change(mergedProgress(progress, stored)))
  }

  #write(progress: LessonProgress, wasGone = false, stored: Unread | null = null): void {
    const { trouble } = this.store.getState()
    try {
      if (stored === 'unreadable') this.#aside?.write(this.#storage.read() ?? '')
      this.#storage.write(progressText(progress))
      this.#wasStored = true
      this.store.setState({ progress, trouble: wasGone || trouble === 'gone' ? 'gone' : null })
    } catch {
      this.store.setState({ progress, trouble: 'refused' })
    }
  }

  #stored(): LessonProgress | Unread | null {
    let text: string | null
    try {
      text = this.#storage.read()
    } catch {
      return 'refused'
    }
    if (text === null) return null
    try {
      return parseProgress(text)
    } catch {
      return 'unreadable'
    }
  }
}
