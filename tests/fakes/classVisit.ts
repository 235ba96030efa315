import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { classSentence } from '../../src/state/class/classSentence.ts'
import type { ClassStorage } from '../../src/state/class/classStorage.ts'
import { createLab } from '../../src/state/lab.ts'
import type { TextStorage } from '../../src/state/textStorage.ts'
import { FakeEngine } from './fakeEngine.ts'

/** What a browser keeps: the draft and the class, each as text. */
export interface Kept {
  draft: string | null
  session: string | null
  classDraft: string | null
  classSeed: string | null
}

export const nothingKept = (): Kept => ({
  draft: null,
  session: null,
  classDraft: null,
  classSeed: null,
})

const keys = { session: 'session', draft: 'classDraft', seed: 'classSeed' } as const

/** A lab as it comes up with what the browser kept. */
export function visit(kept: Kept, options: { refuses?: boolean } = {}) {
  const closed = () => {
    if (options.refuses) throw new Error('denied')
  }
  const storage: TextStorage = {
    read: () => {
      closed()
      return kept.draft
    },
    write: (text) => {
      closed()
      kept.draft = text
    },
  }
  const classStorage: ClassStorage = {
    read: (what) => {
      closed()
      return kept[keys[what]]
    },
    write: (what, text) => {
      closed()
      kept[keys[what]] = text
    },
  }
  const engines: FakeEngine[] = []
  const lab = createLab(
    () => {
      const engine = new FakeEngine()
      engines.push(engine)
      return engine.handle()
    },
    { request: { folder: 'fake/' }, storage, classStorage },
  )
  const state = lab.store.getState
  return { lab, state, engines, says: () => classSentence(state()) }
}

/** A class that keeps the seed and hides the slider. */
export const tuesday = parseClassPlan({
  title: 'Tuesday',
  draft: { prompt: 'How do you feel right now?', seed: 11, coefficient: 0.2, maxTokens: 30 },
  controls: { seed: 'locked', slider: 'hidden' },
})
