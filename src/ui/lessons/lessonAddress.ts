import { createStore, type StoreApi } from 'zustand/vanilla'
import { currentLanguage, onLanguage } from '../../language/say.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import { loadLesson, type Spoken } from '../../lessons/lessonCatalog.ts'
import type { LessonDesk } from '../../lessons/lessonDesk.ts'
import { lessonIn } from '../route.ts'

/** The lesson that the address names. */
export type Addressed =
  | { phase: 'none' }
  | { phase: 'loading'; name: string }
  | { phase: 'unknown'; name: string }
  | { phase: 'failed'; name: string }
  | { phase: 'there'; name: string; lesson: Spoken<Lesson> }

/** Fetches the lesson that the address names, in the language of the page, and lays it on the desk. */
export class LessonAddress {
  readonly store: StoreApi<Addressed> = createStore<Addressed>(() => ({ phase: 'none' }))
  readonly #desk: LessonDesk
  #turn = 0

  constructor(desk: LessonDesk) {
    this.#desk = desk
    addEventListener('hashchange', () => this.#follow())
    onLanguage(() => void this.fetch())
    this.#follow()
  }

  /** Fetches the lesson again, as after a connection that was gone. */
  async fetch(): Promise<void> {
    const name = lessonIn(location.hash)
    const turn = ++this.#turn
    if (name === null) return this.#set({ phase: 'none' })
    if (this.store.getState().phase !== 'there') this.#set({ phase: 'loading', name })
    try {
      const lesson = await loadLesson(name, currentLanguage())
      if (turn !== this.#turn) return
      this.#set(lesson ? { phase: 'there', name, lesson } : { phase: 'unknown', name })
      this.#lay()
    } catch {
      if (turn === this.#turn) this.#set({ phase: 'failed', name })
    }
  }

  #follow(): void {
    const name = lessonIn(location.hash)
    const now = this.store.getState()
    if (now.phase !== 'none' && now.name === name) this.#lay()
    else {
      this.#turn++ // what is still on its way is not asked for any more
      if (now.phase !== 'none') {
        this.#set({ phase: 'none' })
        this.#desk.leave()
      }
      if (name !== null) void this.fetch()
    }
  }

  /** Handouts are read, not done: they leave the desk as it is. */
  #lay(): void {
    const now = this.store.getState()
    if (now.phase === 'there' && !isPrinted(location.hash)) this.#desk.open(now.lesson.part)
  }

  #set(addressed: Addressed): void {
    this.store.setState(addressed, true)
  }
}

const isPrinted = (hash: string): boolean => /\/(handout|answers)$/.test(hash)
