import { describe, expect, it } from 'vitest'
import { KeptDraft } from '../../src/lessons/keptDraft.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { emptyClass } from '../../src/state/class/classPlan.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import { loadedLab } from '../fakes/labWithFake.ts'
import { desk, lesson, memory } from './openDesk.ts'

describe('the draft of a person', () => {
  it('comes back when the lesson is left', async () => {
    const { desk: open, state } = await desk()
    const own = state().draft
    open.setUp()
    expect(state().draft).toMatchObject({ prompt: 'Hello there', coefficient: 0, topP: '0.95' })
    open.leave()
    expect(state().draft).toEqual(own)
  })

  it('comes back after a reload in mid-lesson, also when the lesson is opened again', async () => {
    const storage = memory()
    const first = await desk(storage)
    const own = first.state().draft
    first.desk.setUp()
    const reloaded = await loadedLab()
    reloaded.lab.edit({ prompt: 'Hello there' }) // as the draft of the page was kept
    const kept = new KeptDraft(reloaded.lab, storage)
    const book = new ProgressBook(memory())
    const again = new LessonDesk(reloaded.lab, book, kept, async () => null)
    again.open(lesson)
    again.setUp()
    again.leave()
    expect(reloaded.state().draft).toEqual(own)
    expect(storage.text).toBe('')
  })

  it('comes back at the next visit after a lesson was closed with its tab, unless something new was typed', async () => {
    const storage = memory()
    const first = await desk(storage)
    first.desk.setUp()
    const left = storage.text
    const next = await loadedLab()
    next.lab.edit({ prompt: 'Hello there' })
    new KeptDraft(next.lab, storage).giveBackLeft()
    expect(next.state().draft.prompt).toBe('My own prompt')
    storage.text = left
    const typed = await loadedLab()
    typed.lab.edit({ prompt: 'Something new' })
    new KeptDraft(typed.lab, storage).giveBackLeft()
    expect(typed.state().draft.prompt).toBe('Something new')
  })

  it.each([
    ['{'],
    ['[]'],
    ['{"own":1,"put":2}'],
    ['{"own":{"prompt":"old"},"put":{}}'],
    ['{"of":null,"own":{"prompt":5},"put":{}}'],
    ['{"of":7,"own":{"prompt":"old"},"put":{}}'],
  ])('is not made up from a storage that holds %s', async (text) => {
    const { lab, state } = await loadedLab()
    const before = state().draft
    const kept = new KeptDraft(lab, { ...memory(), read: () => text })
    kept.giveBackLeft()
    expect(state().draft).toEqual(before)
  })

  it('survives a browser that stores nothing', async () => {
    const closed = (): never => {
      throw new DOMException('closed', 'SecurityError')
    }
    const { desk: open, state } = await desk({ read: closed, write: closed })
    open.setUp()
    open.leave()
    expect(state().draft.prompt).toBe('My own prompt')
  })
})

describe('in a class', () => {
  it('that gives this lesson, what a step needs is set although it is locked', async () => {
    const { desk: open, lab, state } = await desk()
    open.leave()
    lab.joinClass({
      ...emptyClass,
      lesson: 'push',
      room: 'lessons',
      controls: { prompt: 'locked' },
    })
    open.open(lesson)
    open.setUp()
    expect(state().draft.prompt).toBe('Hello there')
    expect(open.store.getState().setUp).toBe('done')
  })

  it('that gives something else, a refusal is told', async () => {
    const { desk: open, lab, state } = await desk()
    open.leave()
    lab.joinClass({ ...emptyClass, controls: { prompt: 'locked' } })
    open.open(lesson)
    open.setUp()
    expect(state().draft.prompt).not.toBe('Hello there')
    expect(open.store.getState().setUp).toBe('refused')
  })

  it('that was left in mid-lesson, the draft of before the class stays', async () => {
    const { desk: open, lab, state } = await desk()
    open.leave()
    lab.joinClass({ ...emptyClass, lesson: 'push', room: 'lessons' })
    open.open(lesson)
    open.setUp()
    lab.leaveClass()
    open.leave()
    expect(state().draft.prompt).toBe('My own prompt')
  })
})
