import { describe, expect } from 'vitest'
import { readLesson, readLessons } from '../../src/lessons/build/readLessons.ts'
import { checks } from '../../src/lessons/checkCatalog.ts'
import type { Lesson } from '../../src/lessons/lesson.ts'
import { needsLive } from '../../src/lessons/needsLive.ts'
import { full } from '../full.ts'
import { recordedOutcomes } from '../lessons/recordedOutcomes.ts'
import { recordingOf } from './changedRecording.ts'
import { expectQuiet, it } from './labTest.ts'
import { Pupil } from './pupil.ts'
import { recordedTab } from './recordedTab.ts'
import { workOf } from './stepWork.ts'

const minutes = 60_000
const lessons = readLessons()
const only = process.env['EVENKEEL_LESSON'] // one lesson by its name, while it is being written
const wanted = lessons.filter(({ name }) => only === undefined || name === only)

const byValue = (a: number, b: number): number => a - b

function tell({ name }: Lesson, how: string, done: Record<string, string>, since: number): void {
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  process.stdout.write(`${name}, ${how}: ${seconds} s ${JSON.stringify(done)}\n`)
}

describe('a pupil', () => {
  it('knows what to do for every check that there is', () => {
    expect(Object.keys(workOf).toSorted()).toEqual(checks.map(({ name }) => name).toSorted())
  })
})

describe('every lesson in recorded mode, by keyboard alone', () => {
  it.for(wanted)('$name', { timeout: 2 * minutes }, async (lesson, { browser }) => {
    const expected = await recordedOutcomes(lesson)
    const lab = await recordedTab(browser, 20)
    const since = performance.now()
    try {
      const pupil = new Pupil(lab, { recorded: true })
      await pupil.open(lesson)
      expect(await lab.status.textContent()).toContain('replayed from recordings, 20 times as fast')
      const done = await pupil.doAll(lesson)
      expect(done).toEqual(expected)
      expect(Object.keys(done)).toHaveLength(lesson.parts.filter((step) => !needsLive(step)).length)
      await pupil.keepsProgress(lesson, done)
      tell(lesson, 'recorded', done, since)
      expect(lab.requests.filter((url) => url.includes('.onnx'))).toEqual([])
      expectQuiet(lab)
    } finally {
      await lab.page.context().close()
    }
  })
})

describe('a lesson with recordings', () => {
  it('goes on after a reload in the middle, for the reader who was chosen', async ({ browser }) => {
    const lesson = readLesson('hidden-states.yaml')
    const lab = await recordedTab(browser, 20)
    try {
      const pupil = new Pupil(lab, { recorded: true, level: 'student' })
      await pupil.open(lesson)
      await pupil.keys.tabTo(lab.page.getByRole('radio', { name: 'School' }))
      await lab.page.keyboard.press('ArrowRight')
      await pupil.doStep(lesson, 0)
      await lab.page.reload()
      await lab.waitForModel()
      await pupil.doStep(lesson, 1)
      expectQuiet(lab)
    } finally {
      await lab.page.context().close()
    }
  })

  it('comes at the pace of then where the address asks for no other', async ({ browser }) => {
    const { runs } = await recordingOf(({ source }) =>
      JSON.stringify(source).includes('My favorite fruit'),
    )
    const [shortest] = runs
      .map(({ steps }) => steps.reduce((sum, ms) => sum + ms, 0))
      .toSorted(byValue)
    const lab = await recordedTab(browser, 50)
    try {
      const lesson = readLesson('tokens.yaml')
      await lab.page.goto(`${lab.url}#/lessons`)
      const pupil = new Pupil(lab, { recorded: true })
      await pupil.open(lesson)
      expect(await lab.status.textContent()).toMatch(/replayed from recordings$/)
      await pupil.keys.press('Set up')
      await pupil.keys.press('Run')
      const since = performance.now()
      await pupil.keys.status.getByText('That is the run').waitFor()
      expect(performance.now() - since).toBeGreaterThan(0.9 * shortest!)
    } finally {
      await lab.page.context().close()
    }
  })
})

describe.runIf(full)('every lesson on the real model, by keyboard alone', () => {
  it.for(wanted)('$name', { timeout: 15 * minutes }, async (lesson, { lab }) => {
    await lab.waitForModel()
    await lab.page.goto(`${lab.url}#/lessons`)
    const since = performance.now()
    const pupil = new Pupil(lab, { recorded: false })
    await pupil.open(lesson)
    const done = await pupil.doAll(lesson)
    expect(Object.keys(done)).toEqual(lesson.steps)
    await pupil.keepsProgress(lesson, done)
    tell(lesson, 'live', done, since)
  })
})
