import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Lesson, Step } from '../../src/lessons/lesson.ts'
import { type LessonText, plainText, textFor } from '../../src/lessons/lessonText.ts'
import { needsLive } from '../../src/lessons/needsLive.ts'
import { type LessonLevel, parseProgress, stepOf } from '../../src/state/lessons/lessonProgress.ts'
import type { LabPage } from './labPage.ts'
import { LessonKeyboard } from './lessonKeyboard.ts'
import { workOf } from './stepWork.ts'

const minutes = 60_000

interface Ways {
  recorded: boolean // whether recordings are shown, which do not hold the learner's own texts
  level?: LessonLevel
}

/** Somebody who does whole lessons with a keyboard, whatever the lessons are. */
export class Pupil {
  readonly keys: LessonKeyboard
  readonly #recorded: boolean
  readonly #level: LessonLevel
  readonly #late = new Set<string>()

  constructor(lab: LabPage, { recorded, level = 'pupil' }: Ways) {
    this.keys = new LessonKeyboard(lab)
    this.#recorded = recorded
    this.#level = level
  }

  /** Opens a lesson from the list, which the page shows. */
  async open({ title }: Lesson): Promise<void> {
    const { page } = this.keys.lab
    await this.keys.follow(page.getByRole('link', { name: title, exact: true }))
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await this.keys.lab.waitForModel()
  }

  /** Does all steps and goes back to the list. Gives what came out by step, for those that could be done. */
  async doAll(lesson: Lesson): Promise<Record<string, string>> {
    const done: Record<string, string> = {}
    for (const [at, step] of lesson.parts.entries()) {
      if (at > 0) await this.keys.atStep()
      const outcome = await this.doStep(lesson, at)
      if (outcome !== null) done[step.id] = outcome
      if (at < lesson.parts.length - 1)
        await this.keys.press(outcome === null ? 'Go on without this step' : 'Next step')
    }
    if (lesson.end)
      expect(await this.keys.step.textContent()).toContain(this.#words(lesson.end).slice(0, 40))
    await this.keys.follow(this.keys.step.getByRole('link', { name: 'All lessons' }))
    return done
  }

  /** Predicts, does, and reads what came out. Gives its id, or null for a step that recordings cannot show. */
  async doStep(lesson: Lesson, at: number): Promise<string | null> {
    const step = lesson.parts[at]!
    const { page } = this.keys.lab
    const name = `Step ${at + 1} of ${lesson.parts.length} ${step.title}`
    await page.getByRole('heading', { name, exact: true }).waitFor()
    if (step.check.name === 'answer') {
      await this.keys.predict(this.#wordsOf(step, rightAnswer(step)), 'Answer')
    } else {
      if (step.check.name === 'experiment')
        // its result would answer the question
        await page.getByText('Answer the question first, or skip it').waitFor()
      await this.predict(step, step.options[0]!.id)
      if (this.#recorded && needsLive(step)) {
        await this.keys.step.getByText('is not in the recordings').waitFor()
        return null
      }
      if (!(await this.keys.isDone())) await workOf[step.check.name]!(this.keys, step)
      else if (step.setup) this.#late.add(step.id) // a run of an earlier step was it
    }
    const isLong = step.check.name === 'derived' || step.check.name === 'experiment'
    const outcome = await this.keys.outcome(isLong ? 10 * minutes : minutes / 2)
    await this.#isTold(step, outcome)
    return outcome
  }

  /** Gives one of the options as the prediction. */
  async predict(step: Step, option: string): Promise<void> {
    await this.keys.predict(this.#wordsOf(step, option))
  }

  /** The words of an outcome stand in the step, with every number in its place. */
  async #isTold({ outcomes }: Step, outcome: string | null): Promise<void> {
    const text = outcomes.find(({ id }) => id === outcome)?.text
    if (!text) throw new Error(`${outcome} is no outcome of this step`)
    const card = this.keys.lab.page.locator('[data-outcome]')
    const told = bare((await card.textContent()) ?? '')
    for (const part of this.#words(text).split('____')) expect(told).toContain(bare(part))
    expect(await card.locator('.measured').allTextContents()).not.toContain('–')
  }

  /** The list tells how much of the lesson is done, also after a reload, and the file that can be saved holds it. */
  async keepsProgress(lesson: Lesson, done: Readonly<Record<string, string>>): Promise<void> {
    const { lab } = this.keys
    const card = lab.page.getByRole('listitem').filter({
      has: lab.page.getByRole('link', { name: lesson.title, exact: true }),
    })
    const [passed, steps] = [Object.keys(done).length, lesson.parts.length]
    const standing = card.getByText(`${passed} of ${steps} steps done`)
    await standing.waitFor()
    await lab.page.reload()
    await standing.waitFor()
    const saved = lab.page.waitForEvent('download')
    await this.keys.press('Save as a file')
    const progress = parseProgress(await readFile(await (await saved).path(), 'utf8'))
    for (const { id, check } of lesson.parts) {
      const kept = stepOf(progress, lesson.name, id)
      expect(kept.passed?.outcome, id).toBe(done[id])
      expect(kept.prediction, id).toMatchObject({ late: this.#late.has(id) })
      if (check.name === 'answer') continue
      for (const run of kept.passed?.runs ?? []) expect(run.recorded).toBe(this.#recorded)
    }
  }

  #words(text: LessonText): string {
    return plainText(textFor(text, this.#level))
  }

  #wordsOf({ options }: Step, id: string): string {
    return this.#words(options.find((option) => option.id === id)!.text)
  }
}

/** The first right answer of a step that asks for one. */
function rightAnswer({ check: { parameters } }: Step): string {
  const { right } = parameters
  return Array.isArray(right) ? String(right[0]) : ''
}

/** Without spaces: paragraphs of a page have none between them. */
const bare = (text: string): string => text.replace(/\s+/g, '')
