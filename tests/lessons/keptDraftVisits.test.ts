import { describe, expect, it } from 'vitest'
import { giveBackBeforeClass, KeptDraft } from '../../src/lessons/keptDraft.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import { type Kept, nothingKept, tuesday, visit } from '../fakes/classVisit.ts'
import { lesson, memory } from './openDesk.ts'

type Browser = Kept & { lesson: ReturnType<typeof memory> }

const freshBrowser = (): Browser => ({ ...nothingKept(), lesson: memory() })

/** A visit as the page begins it: outside of a lesson, or inside of one that is opened. */
function begin(browser: Browser, at: 'lesson' | 'elsewhere') {
  if (at === 'elsewhere' || browser.session !== null)
    giveBackBeforeClass(browser.lesson, {
      read: () => browser.draft,
      write: (text) => {
        browser.draft = text
      },
    })
  const page = visit(browser)
  const kept = new KeptDraft(page.lab, browser.lesson)
  const desk = new LessonDesk(page.lab, new ProgressBook(memory()), kept, async () => null)
  if (at === 'lesson') desk.open(lesson)
  else kept.giveBackLeft()
  return { ...page, desk }
}

const typed = { prompt: 'My own prompt', topP: '0.5' }

describe('what was typed before a lesson that was closed with its tab', () => {
  /** Types, sets a lesson up, and closes the tab. */
  function closeInLesson(browser: Browser, inLesson: { prompt?: string } = {}): void {
    const { lab, desk } = begin(browser, 'lesson')
    lab.edit(typed)
    desk.setUp()
    lab.edit(inLesson)
    expect(JSON.parse(browser.draft ?? '').prompt).toBe(inLesson.prompt ?? 'Hello there')
  }

  it('is what comes back on leaving a class whose link the next visit begins at', () => {
    const browser = freshBrowser()
    closeInLesson(browser)
    const { lab, state } = begin(browser, 'elsewhere')
    lab.joinClass(tuesday)
    lab.leaveClass()
    expect(state().draft).toMatchObject(typed)
    expect(begin(browser, 'elsewhere').state().draft).toMatchObject(typed)
  })

  it('is not put into a class that begins with the prompt of the lesson', () => {
    const browser = freshBrowser()
    closeInLesson(browser)
    const same = parseClassPlan({ title: 'Same', draft: { prompt: 'Hello there' } })
    begin(browser, 'elsewhere').lab.joinClass(same)
    const { lab, state } = begin(browser, 'elsewhere')
    expect(state().draft).toMatchObject({ prompt: 'Hello there', topP: '0.95' })
    lab.leaveClass()
    expect(state().draft).toMatchObject(typed)
  })

  it('comes back also where the lesson let a prompt be typed', () => {
    const browser = freshBrowser()
    closeInLesson(browser, { prompt: 'typed for the lesson' })
    expect(begin(browser, 'elsewhere').state().draft).toMatchObject(typed)
  })

  it('comes back on leaving a class in one tab while the lesson lies open in another', () => {
    const browser = freshBrowser()
    const first = begin(browser, 'lesson')
    first.lab.edit(typed)
    first.desk.setUp()
    begin(browser, 'elsewhere').lab.joinClass(parseClassPlan({ lesson: 'push' }))
    first.desk.setUp()
    first.lab.setCoefficient(0.1) // the first tab goes on, and its draft is the one that is stored
    const reloaded = begin(browser, 'lesson')
    reloaded.lab.leaveClass()
    expect(reloaded.state().draft).toMatchObject(typed)
  })

  it('stays aside while the page is loaded again in mid-lesson', () => {
    const browser = freshBrowser()
    closeInLesson(browser)
    const { state, desk } = begin(browser, 'lesson')
    expect(state().draft.prompt).toBe('Hello there')
    desk.leave()
    expect(state().draft).toMatchObject(typed)
  })

  it('comes back when the lesson itself did not come after a reload', () => {
    const browser = freshBrowser()
    closeInLesson(browser)
    const page = visit(browser)
    const kept = new KeptDraft(page.lab, browser.lesson)
    new LessonDesk(page.lab, new ProgressBook(memory()), kept, async () => null).leave()
    expect(page.state().draft).toMatchObject(typed)
  })

  it('does not come over something that was typed since', () => {
    const browser = freshBrowser()
    closeInLesson(browser)
    const left = browser.lesson.text
    begin(browser, 'elsewhere').lab.edit({ prompt: 'Something new' })
    browser.lesson.text = left // as another tab would have left it
    const { lab, state } = begin(browser, 'elsewhere')
    lab.joinClass(tuesday)
    lab.leaveClass()
    expect(state().draft.prompt).toBe('Something new')
  })
})

describe('a lesson that goes on after its class was left', () => {
  it('gives back what was typed outside of the class', () => {
    const browser = freshBrowser()
    const { lab, state, desk } = begin(browser, 'lesson')
    lab.edit(typed)
    lab.joinClass(parseClassPlan({ lesson: 'push', draft: { prompt: 'of the class' } }))
    desk.setUp()
    lab.leaveClass()
    desk.setUp()
    expect(state().draft.prompt).toBe('Hello there')
    desk.leave()
    expect(state().draft).toMatchObject(typed)
  })
})
