import { compileLesson } from '../../src/lessons/build/compileLesson.ts'
import { KeptDraft } from '../../src/lessons/keptDraft.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { stepOf } from '../../src/state/lessons/lessonProgress.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import type { TextStorage } from '../../src/state/textStorage.ts'
import { loadedLab } from '../fakes/labWithFake.ts'

const content = `
order: 1
minutes: 5
title: A push
aim: See a push.
intro: Here it is.
setup: { prompt: Hello there, temperature: 0, maxTokens: 5, seed: 3 }
steps:
  - id: calm
    title: Toward calm
    text: Push.
    predict: { question: What changes?, options: { tone: The tone, nothing: Nothing } }
    setup: { coefficient: -0.2, leave: [coefficient] }
    do: Run.
    check: run
    measures: { own: { of: reading-difference } }
    outcomes:
      - { id: calmer, when: { own: { below: -0.3 } }, text: "{{own}}", right: [tone] }
      - { id: other, text: Other. }
  - id: dose
    title: Dose
    text: More.
    predict: { question: What order?, options: { up: Up, none: None } }
    setup: { pushes: [-0.2, 0.2] }
    do: Run.
    check: runs
    measures: { slope: { of: slope } }
    outcomes: [{ id: any, text: "{{slope}}" }]
  - id: back
    title: Looking back
    text: What was it?
    predict: { question: Which?, options: { a: A, b: B } }
    do: Answer.
    check: { answer: { right: [b] } }
    measures: { chosen: { of: chosen } }
    outcomes: [{ id: done, text: Yes. }]
`
/** Three steps: one run, several runs, and a question that looks back. */
export const lesson = compileLesson({ path: 'src/lessons/push.yaml', content }, new Set())

export function memory(): TextStorage & { text: string | null } {
  const kept: TextStorage & { text: string | null } = {
    text: null,
    read: () => kept.text,
    write: (text) => {
      kept.text = text
    },
  }
  return kept
}

/** A desk with that lesson open, over a loaded fake lab in which somebody had typed something. */
export async function desk(draftStorage: TextStorage = memory()) {
  const { lab, state } = await loadedLab()
  lab.edit({ prompt: 'My own prompt', topP: '0.5' })
  const book = new ProgressBook(memory())
  const made = new LessonDesk(lab, book, new KeptDraft(lab, draftStorage), async () => null)
  made.open(lesson)
  return {
    ...{ lab, state, book, desk: made },
    step: (id: string) => stepOf(book.progress, 'push', id),
    run: async (coefficient: number) => {
      lab.setCoefficient(coefficient)
      await lab.run()
    },
  }
}
