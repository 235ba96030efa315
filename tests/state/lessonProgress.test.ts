import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  mergedProgress,
  noProgress,
  type PassedStep,
  parseProgress,
  progressText,
  stepOf,
  withStep,
} from '../../src/state/lessons/lessonProgress.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import type { TextStorage } from '../../src/state/textStorage.ts'

const passed: PassedStep = {
  outcome: 'calmer',
  values: { own: -1.3, help: false, word: 'doctor', none: null },
  runs: [
    {
      ...{ push: -0.2, draw: 1, seed: 11, model: 'c'.repeat(16), recorded: false },
      ...{ readings: [1.2, -0.1, null], costs: [1, 2.7, 1.6], tokens: [60, 60, 60] },
    },
  ],
}

/** A storage that can be emptied and closed, as browsers do. */
function storage(text: string | null = null) {
  const kept = { text, open: true }
  const reachable = (): void => {
    if (!kept.open) throw new DOMException('closed', 'SecurityError')
  }
  const port: TextStorage = {
    read: () => {
      reachable()
      return kept.text
    },
    write: (next) => {
      reachable()
      kept.text = next
    },
  }
  return { kept, port }
}

const doneIn = (book: ProgressBook, step = 'calm') => stepOf(book.progress, 'steering', step).passed

describe('progress in lessons', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('outlives the page', () => {
    const { port } = storage()
    const book = new ProgressBook(port)
    book.predict('steering', 'calm', 'worse', false)
    book.pass('steering', 'calm', passed)
    book.setLevel('student')
    const next = new ProgressBook(port)
    expect(next.progress).toEqual(book.progress)
    expect(stepOf(next.progress, 'steering', 'calm')).toEqual({
      prediction: { option: 'worse', late: false },
      passed,
    })
    expect(next.progress.level).toBe('student')
  })

  it('keeps the first prediction and the first pass of a step', () => {
    const book = new ProgressBook(storage().port)
    book.predict('steering', 'calm', null, false)
    book.predict('steering', 'calm', 'worse', false)
    book.pass('steering', 'calm', passed)
    book.pass('steering', 'calm', { ...passed, outcome: 'other' })
    expect(stepOf(book.progress, 'steering', 'calm').prediction?.option).toBeNull()
    expect(doneIn(book)?.outcome).toBe('calmer')
  })

  it('begins a lesson anew when it is asked to, and leaves the others', () => {
    const { port } = storage()
    const book = new ProgressBook(port)
    book.pass('steering', 'calm', passed)
    book.pass('tokens', 'first', passed)
    book.forget('steering')
    expect(doneIn(new ProgressBook(port))).toBeNull()
    expect(stepOf(new ProgressBook(port).progress, 'tokens', 'first').passed).toEqual(passed)
  })

  it('goes on in memory where the browser refuses to store, and says so', () => {
    const { kept, port } = storage()
    kept.open = false
    const book = new ProgressBook(port)
    expect(book.store.getState().trouble).toBe('refused')
    book.pass('steering', 'calm', passed)
    expect(doneIn(book)).toEqual(passed)
    expect(book.store.getState().trouble).toBe('refused')
    expect(parseProgress(book.file()).lessons).toEqual(book.progress.lessons)
    kept.open = true
    book.pass('steering', 'rest', passed)
    expect(book.store.getState().trouble).toBeNull()
    expect(doneIn(new ProgressBook(port))).toEqual(passed)
  })

  it('loses nothing when what was stored is evicted in mid-lesson', () => {
    const { kept, port } = storage()
    const book = new ProgressBook(port)
    book.pass('steering', 'calm', passed)
    kept.text = null
    book.pass('steering', 'desperate', passed)
    const next = new ProgressBook(port)
    expect(doneIn(next)).toEqual(passed)
    expect(doneIn(next, 'desperate')).toEqual(passed)
  })

  it('adds what another tab has done meanwhile', () => {
    const { port } = storage()
    const [one, other] = [new ProgressBook(port), new ProgressBook(port)]
    one.pass('steering', 'calm', passed)
    other.pass('steering', 'desperate', passed)
    expect(doneIn(other)).toEqual(passed)
    expect(doneIn(new ProgressBook(port))).toEqual(passed)
    expect(doneIn(new ProgressBook(port), 'desperate')).toEqual(passed)
  })

  it('forgets a lesson that another tab has stored too, and nothing else of what was done there', () => {
    const { port } = storage()
    const [one, other] = [new ProgressBook(port), new ProgressBook(port)]
    one.pass('steering', 'calm', passed)
    other.pass('steering', 'desperate', passed)
    other.pass('tokens', 'first', passed)
    one.forget('steering')
    for (const book of [one, new ProgressBook(port)]) {
      expect(Object.keys(book.progress.lessons)).toEqual(['tokens'])
      expect(stepOf(book.progress, 'tokens', 'first').passed).toEqual(passed)
    }
  })

  it('does not mind clocks that go wrong, as it keeps no time', () => {
    const { port, kept } = storage()
    vi.useFakeTimers({ now: new Date('2031-01-01') })
    new ProgressBook(port).pass('steering', 'calm', passed)
    const later = kept.text
    vi.setSystemTime(new Date('1971-01-01'))
    const book = new ProgressBook(port)
    expect(doneIn(book)).toEqual(passed)
    book.pass('steering', 'calm', passed)
    expect(kept.text).toBe(later)
    expect(later).not.toMatch(/2031|1971|time|date/i)
  })
})

describe('stored progress that is not what it should be', () => {
  const hostile: [string, string][] = [
    ['cut short', progressText(withStep(noProgress, 'steering', 'calm', { passed })).slice(0, -9)],
    ['not JSON', '<script>alert(1)</script>'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another format', JSON.stringify({ ...noProgress, format: 'evenkeel-lessons/9' })],
    ['an unknown level', JSON.stringify({ ...noProgress, level: 'king' })],
    ['a name that is none', JSON.stringify({ ...noProgress, lessons: { 'A B': {} } })],
    [
      'numbers that are none',
      JSON.stringify(withStep(noProgress, 'a', 'b', { passed })).replace('-1.3', '"<b>"x'),
    ],
    [
      'endless runs',
      JSON.stringify(
        withStep(noProgress, 'a', 'b', {
          passed: { ...passed, runs: Array(5000).fill(passed.runs[0]) },
        }),
      ),
    ],
    ['too much', ' '.repeat(3e6)],
  ]

  it.each(hostile)('%s: the lessons begin anew, and say so', (_, text) => {
    const book = new ProgressBook(storage(text).port)
    expect(book.store.getState()).toEqual({ progress: noProgress, trouble: 'unreadable' })
  })

  it.each(hostile)(
    '%s: it is kept aside before something else is stored in its place',
    (_, text) => {
      const [stored, aside] = [storage(text), storage()]
      const book = new ProgressBook(stored.port, aside.port)
      expect(aside.kept.text).toBeNull()
      book.pass('steering', 'calm', passed)
      expect(doneIn(new ProgressBook(stored.port))).toEqual(passed)
      book.pass('steering', 'desperate', passed)
      expect(aside.kept.text).toBe(text)
    },
  )

  it('stays where it is when it cannot be kept aside', () => {
    const [stored, aside] = [storage('cut'), storage()]
    aside.kept.open = false
    const book = new ProgressBook(stored.port, aside.port)
    book.pass('steering', 'calm', passed)
    expect(stored.kept.text).toBe('cut')
    expect(book.store.getState().trouble).toBe('refused')
    expect(doneIn(book)).toEqual(passed)
  })

  it.each(hostile)(
    '%s: as a file it is refused with a sentence, and nothing is lost',
    (_, text) => {
      const book = new ProgressBook(storage().port)
      book.pass('steering', 'calm', passed)
      expect(() => book.take(text)).toThrow(/Choose one that the lab saved/)
      expect(doneIn(book)).toEqual(passed)
    },
  )

  it('a prototype in it changes nothing', () => {
    const text = JSON.stringify(noProgress).replace('{}', '{"__proto__":{"calm":{"x":1}}}')
    const { lessons } = parseProgress(text)
    expect(Object.getPrototypeOf(lessons)).toBe(Object.prototype)
    expect(Object.keys(lessons)).toEqual([])
  })

  it('names of built-in parts are no lessons', () => {
    expect(stepOf(noProgress, 'constructor', 'name')).toEqual({ prediction: null, passed: null })
    const odd = '{"format":"evenkeel-lessons/1","level":"pupil","lessons":{"constructor":{}}}'
    expect(stepOf(parseProgress(odd), 'constructor', 'name').passed).toBeNull()
  })
})

describe('a file of progress', () => {
  it('goes from one device to another and keeps what was done on both', () => {
    const [one, other] = [new ProgressBook(storage().port), new ProgressBook(storage().port)]
    one.pass('steering', 'calm', passed)
    other.pass('steering', 'calm', { ...passed, outcome: 'other' })
    other.pass('tokens', 'first', passed)
    one.take(other.file())
    expect(doneIn(one)?.outcome).toBe('calmer')
    expect(stepOf(one.progress, 'tokens', 'first').passed).toEqual(passed)
  })

  it('can be added twice without a change', () => {
    const some = withStep(noProgress, 'steering', 'calm', { passed })
    expect(mergedProgress(some, some)).toEqual(some)
    expect(mergedProgress(noProgress, some)).toEqual(some)
  })
})
