import { describe, expect, it } from 'vitest'
import { KeptDraft } from '../../src/lessons/keptDraft.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { stepOf } from '../../src/state/lessons/lessonProgress.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import { loadedLab } from '../fakes/labWithFake.ts'
import { desk, lesson, memory } from './openDesk.ts'

describe('a step', () => {
  it('is done by the run that it asks for, and keeps its numbers', async () => {
    const { desk: open, run, step } = await desk()
    open.predict('tone')
    open.setUp()
    await run(-0.2)
    expect(step('calm').prediction).toEqual({ option: 'tone', late: false })
    expect(step('calm').passed).toMatchObject({
      outcome: 'calmer',
      values: { own: expect.any(Number) },
      runs: [{ push: -0.2, seed: 3, tokens: [5, 5, 5], recorded: false }],
    })
    expect(step('calm').passed?.values['own']).toBeCloseTo(-2.5)
  })

  it('is not done by another push, another prompt, or a run that was stopped', async () => {
    const { desk: open, lab, run, step, state } = await desk()
    open.predict('tone')
    open.setUp()
    await run(0.1)
    expect(open.look()).toMatchObject({ phase: 'differs', says: [{ key: 'lesson.differs.push' }] })
    lab.edit({ prompt: 'Hello' })
    await run(-0.2)
    expect(open.look()).toMatchObject({ says: [{ key: 'lesson.differs.prompt' }] })
    open.setUp()
    lab.setCoefficient(-0.2)
    const running = lab.run()
    lab.stop()
    await running
    expect(state().run.phase).toBe('stopped')
    expect(step('calm').passed).toBeNull()
  })

  it('waits for the question, and marks an answer after the run as late', async () => {
    const { desk: open, run, step } = await desk()
    open.setUp()
    await run(-0.2)
    expect(open.look().phase).toBe('held')
    expect(step('calm').passed).toBeNull()
    open.predict('nothing')
    expect(step('calm')).toMatchObject({
      prediction: { option: 'nothing', late: true },
      passed: { outcome: 'calmer' },
    })
  })

  it('does not call an answer late where a result came with the page', async () => {
    const { lab } = await loadedLab()
    const book = new ProgressBook(memory())
    const kept = new KeptDraft(lab, memory())
    const made = new LessonDesk(lab, book, kept, async () => ({ claims: [] }) as never)
    const [step] = lesson.parts
    const check = { name: 'experiment', parameters: { name: 'danger' } }
    const beside = { room: 'experiments', experiment: 'danger' } as const
    made.open({ ...lesson, parts: [{ ...step!, check, beside }] })
    await expect.poll(() => made.look().phase).toBe('held')
    made.predict('nothing')
    expect(stepOf(book.progress, 'push', 'calm')).toMatchObject({
      prediction: { option: 'nothing', late: false },
      passed: { outcome: 'other' },
    })
  })

  it('is done without a prediction when the question is skipped', async () => {
    const { desk: open, run, step } = await desk()
    open.predict(null)
    open.setUp()
    await run(-0.2)
    expect(step('calm')).toMatchObject({ prediction: { option: null }, passed: {} })
  })

  it('counts the run that stood in the lanes when the lesson was opened, if it is the same', async () => {
    const { lab } = await loadedLab()
    const book = new ProgressBook(memory())
    const made = new LessonDesk(lab, book, new KeptDraft(lab, memory()), async () => null)
    lab.edit({ prompt: 'Hello there', temperature: '0', maxTokens: '5', seed: '3' })
    lab.setCoefficient(-0.2)
    await lab.run()
    made.open(lesson)
    expect(made.look().phase).toBe('held')
    lab.edit({ seed: '4' })
    await lab.run()
    expect(made.look().phase).toBe('held')
    made.leave()
    made.open(lesson)
    expect(made.look().phase).toBe('open')
  })
})

describe('a run that is watched', () => {
  it('is watched as well when its threshold comes after it', async () => {
    const { desk: open, lab, run } = await desk()
    open.setUp()
    lab.edit({ watch: true })
    await run(-0.2)
    const threshold = () => open.evidence().runs.at(-1)?.threshold
    expect(threshold()).toBeNull() // there is no calibration here
    lab.edit({ alarmThreshold: '1.5' })
    expect(threshold()).toBe(1.5)
    lab.edit({ seed: '9' })
    await lab.run()
    lab.edit({ watch: false })
    expect(threshold()).toBe(1.5)
    expect(open.evidence().runs).toHaveLength(2)
  })
})

describe('several runs', () => {
  it('are set up one after the other, runs of earlier steps counted', async () => {
    const { desk: open, lab, run, step, state } = await desk()
    open.predict('tone')
    open.setUp()
    await run(-0.2)
    open.show(1)
    open.predict('up')
    open.setUp()
    expect(state().draft.coefficient).toBe(0.2)
    await lab.run()
    expect(step('dose').passed?.runs.map(({ push }) => push)).toEqual([-0.2, 0.2])
    expect(step('dose').passed?.values['slope']).toBeCloseTo(1.25)
  })
})

describe('a question that looks back', () => {
  it('is done by the right answer; the first one is the one that is kept', async () => {
    const { desk: open, step } = await desk()
    open.show(2)
    open.predict('a')
    expect(open.look().phase).toBe('differs')
    expect(step('back').passed).toBeNull()
    open.predict('b')
    expect(step('back')).toMatchObject({
      prediction: { option: 'a' },
      passed: { outcome: 'done', values: { chosen: 'b' } },
    })
  })
})

describe('a lesson', () => {
  it('opens at its first step that is not done, and can be looked at again from the start', async () => {
    const { desk: open, run } = await desk()
    open.predict('tone')
    open.setUp()
    await run(-0.2)
    open.leave()
    open.open(lesson)
    expect(open.store.getState()).toMatchObject({ at: 1, reached: 1 })
    open.show(0)
    expect(open.store.getState()).toMatchObject({ at: 0, reached: 1 })
  })

  it('stays where it is when its language changes', async () => {
    const { desk: open } = await desk()
    open.show(2)
    open.open({ ...lesson, title: 'Ein Schub' })
    expect(open.store.getState()).toMatchObject({ at: 2, lesson: { title: 'Ein Schub' } })
  })

  it('can be begun anew', async () => {
    const { desk: open, step } = await desk()
    open.show(2)
    open.predict('b')
    open.startOver()
    expect(open.store.getState().at).toBe(0)
    expect(step('back')).toEqual({ prediction: null, passed: null })
  })
})
