import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import {
  type MeasurementStorage,
  memoryStorage,
} from '../../src/state/experiments/measurementStorage.ts'
import { parseProgress, stepOf } from '../../src/state/lessons/lessonProgress.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import { keptText } from '../fakes/labOfModes.ts'
import { type PlantedLab, plantedLab } from '../fakes/plantedLab.ts'

const passed = { outcome: 'calmer', values: {}, runs: [] }
const isDone = (book: ProgressBook, step: string): boolean =>
  stepOf(book.progress, 'steering', step).passed !== null

describe('progress that the browser has lost in mid-lesson', () => {
  it('is written again whole, and that is told until the page is left', () => {
    const kept = keptText()
    const book = new ProgressBook(kept)
    book.pass('steering', 'rest', passed)
    expect(book.store.getState().trouble).toBeNull()
    kept.text = null
    book.pass('steering', 'calm', passed)
    expect(book.store.getState().trouble).toBe('gone')
    book.pass('steering', 'judge', passed)
    expect(book.store.getState().trouble).toBe('gone')
    const next = new ProgressBook(kept)
    for (const step of ['rest', 'calm', 'judge']) expect(isDone(next, step)).toBe(true)
    expect(next.store.getState().trouble).toBeNull()
  })

  it('is told also when an earlier visit had stored it', () => {
    const kept = keptText()
    new ProgressBook(kept).pass('steering', 'rest', passed)
    const book = new ProgressBook(kept)
    kept.text = null
    book.predict('steering', 'calm', 'soothed', false)
    expect(book.store.getState().trouble).toBe('gone')
    expect(isDone(new ProgressBook(kept), 'rest')).toBe(true)
  })

  it('is not told at the first visit, when there was nothing to lose', () => {
    const book = new ProgressBook(keptText())
    book.pass('steering', 'rest', passed)
    expect(book.store.getState().trouble).toBeNull()
  })

  it('does not come back where a person has removed it', () => {
    const kept = keptText()
    const book = new ProgressBook(kept)
    book.pass('steering', 'rest', passed)
    kept.text = null
    book.removed()
    book.pass('steering', 'calm', passed)
    expect(book.store.getState().trouble).toBeNull()
    expect(isDone(book, 'rest')).toBe(false)
    expect(isDone(new ProgressBook(kept), 'rest')).toBe(false)
    expect(isDone(new ProgressBook(kept), 'calm')).toBe(true)
  })
})

describe('a file of progress', () => {
  const fileOf = (lessons: object) =>
    JSON.stringify({ format: 'evenkeel-lessons/1', level: 'pupil', lessons })
  const many = (count: number, value: unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, value]))
  const step = { prediction: null, passed: null }

  it('with more lessons or steps than there can be is none: adding it would take minutes', () => {
    expect(parseProgress(fileOf(many(50, many(50, step)))).level).toBe('pupil')
    for (const lessons of [{ steering: many(20_000, step) }, many(20_000, {})])
      expect(() => parseProgress(fileOf(lessons))).toThrow(LabError)
  })
})

describe('measurements that the browser has lost while they were made', () => {
  const entry = ({ lab }: PlantedLab) => lab.store.getState().experiments.danger

  async function loaded(storage: MeasurementStorage): Promise<PlantedLab> {
    const made = plantedLab(
      { state: (context) => ({ trouble: context.length / 100 }) },
      { storage },
    )
    await made.lab.load()
    return made
  }

  /** A storage that loses everything, or refuses, as long as it is told to. */
  function unsteady() {
    const all = { now: memoryStorage(), refuses: false }
    const port: MeasurementStorage = {
      read: (run) => all.now.read(run),
      async add(run, step) {
        if (all.refuses) throw new DOMException('full', 'QuotaExceededError')
        await all.now.add(run, step)
      },
      remove: (run) => all.now.remove(run),
      readTexts: (name) => all.now.readTexts(name),
      keepTexts: (name, texts) => all.now.keepTexts(name, texts),
    }
    return { all, port }
  }

  /** Does something as soon as this many tasks are measured. */
  function once({ lab }: PlantedLab, tasks: number, act: () => void): void {
    const stop = lab.store.subscribe(({ experiments: { danger } }) => {
      if (danger.run.phase !== 'running' || danger.run.done < tasks) return
      stop()
      act()
    })
  }

  it('are stored again when it ends, so that another visit has all of them', async () => {
    const { all, port } = unsteady()
    const made = await loaded(port)
    once(made, 9, () => {
      all.now = memoryStorage()
    })
    await made.lab.runExperiment('danger')
    expect(entry(made).run).toEqual({ phase: 'done' })
    const next = await loaded(port)
    await next.lab.recallExperiment('danger')
    expect(entry(next).run).toEqual({ phase: 'done' })
    expect(next.captures()).toBe(0)
  })

  it('are stored again when it is paused', async () => {
    const { all, port } = unsteady()
    const made = await loaded(port)
    once(made, 9, () => {
      all.now = memoryStorage()
      made.lab.pauseExperiment()
    })
    await made.lab.runExperiment('danger')
    expect(entry(made).run).toMatchObject({ phase: 'paused', done: 9 })
    const next = await loaded(port)
    await next.lab.recallExperiment('danger')
    expect(entry(next).run).toMatchObject({ phase: 'paused', done: 9 })
  })

  it('are stored in the end where the browser refused for a while, and the warning goes', async () => {
    const { all, port } = unsteady()
    const made = await loaded(port)
    once(made, 3, () => {
      all.refuses = true
    })
    once(made, 9, () => {
      expect(entry(made).note).toContain('does not store')
      all.refuses = false
    })
    await made.lab.runExperiment('danger')
    expect(entry(made)).toMatchObject({ run: { phase: 'done' }, note: null })
    const next = await loaded(port)
    await next.lab.recallExperiment('danger')
    expect(entry(next).run).toEqual({ phase: 'done' })
  })
})
