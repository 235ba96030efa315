import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLesson, readLessons } from '../../src/lessons/build/readLessons.ts'
import { checkOf } from '../../src/lessons/checkCatalog.ts'
import type { Bounds, Step } from '../../src/lessons/lesson.ts'
import { lessonHeads, loadLesson } from '../../src/lessons/lessonCatalog.ts'
import { draftsOf, setupsOf } from '../../src/lessons/lessonSetup.ts'
import { type Block, type LessonText, plainText, textFor } from '../../src/lessons/lessonText.ts'
import { measureOf } from '../../src/lessons/measureCatalog.ts'
import type { MeasureValue } from '../../src/lessons/measures/measureKind.ts'
import { outcomeFor } from '../../src/lessons/outcome.ts'
import { recordedStep } from '../../src/lessons/recordedSteps.ts'
import { LESSON_LEVELS } from '../../src/state/lessons/lessonProgress.ts'
import { parseSettings } from '../../src/state/run/settings.ts'

const lessons = readLessons()
const steps = lessons.flatMap((lesson) => lesson.parts.map((step) => ({ lesson, step })))
const named = steps.map(({ lesson, step }) => [lesson.name, step.id, step] as const)
const translations = readdirSync(join(import.meta.dirname, '../../src/lessons')).filter((file) =>
  /\.[a-z]{2}\.yaml$/.test(file),
)

describe('every lesson', () => {
  it('has a place of its own in the list, and a name that an address can hold', () => {
    const orders = lessons.map(({ order }) => order)
    expect(new Set(orders).size).toBe(orders.length)
    for (const { name } of lessons) expect(name).toMatch(/^[a-z-]+$/)
  })

  it.each(named)('%s, %s: each outcome can come out', (_lesson, _id, step) => {
    expect(reachable(step)).toEqual(new Set(step.outcomes.map(({ id }) => id)))
  })

  it.each(named)(
    '%s, %s: each outcome and the question have words for both readers',
    (_l, _i, step) => {
      for (const level of LESSON_LEVELS)
        for (const text of [step.text, step.question, step.do, ...step.outcomes.map((o) => o.text)])
          expect(plainText(textFor(text, level)).length).toBeGreaterThan(3)
    },
  )

  it.each(named)('%s, %s: a run that is set up so can be started', (_lesson, _id, step) => {
    for (const draft of step.setup ? draftsOf(step.setup) : [])
      expect(parseSettings(draft, 30)).not.toHaveProperty('sentence')
  })

  it.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
    '%s: its pushes were recorded or can be, its texts are short enough for an old laptop',
    (_name, lesson) => {
      for (const { draft } of setupsOf(lesson)) {
        expect(Math.abs(draft.coefficient)).toBeLessThanOrEqual(0.4)
        expect(Number(draft.maxTokens)).toBeLessThanOrEqual(100)
      }
    },
  )

  it.each(named)('%s, %s: never says that a model feels', (_lesson, _id, step) => {
    for (const { id, text } of step.outcomes)
      expect(`${id}: ${allWords(text)}`).not.toMatch(
        /the model (feels|is afraid|is calm|suffers)\b/i,
      )
  })
})

describe('translations', () => {
  it('of tokens and steering are there in German', () => {
    expect(translations).toEqual(expect.arrayContaining(['tokens.de.yaml', 'steering.de.yaml']))
  })

  it.each(translations)('%s has the shape of its lesson', (file) => {
    const translated = readLesson(file)
    const original = readLesson(file.replace(/\.[a-z]{2}\.yaml$/, '.yaml'))
    expect(translated.parts.map(shapeOf)).toEqual(original.parts.map(shapeOf))
    expect(translated.title).not.toBe(original.title)
  })

  it('come where they are, and English where not', async () => {
    const german = lessonHeads('de')
    expect(german.map(({ part }) => part.name)).toEqual(lessons.map(({ name }) => name))
    expect(german.find(({ part }) => part.name === 'steering')?.language).toBe('de')
    const untranslated = german.find(({ language }) => language === 'en')?.part.name
    if (untranslated)
      expect((await loadLesson(untranslated, 'de'))?.part.title).toBe(
        lessons.find(({ name }) => name === untranslated)?.title,
      )
    expect(await loadLesson('constructor', 'en')).toBeNull()
    expect((await loadLesson('steering', 'de'))?.language).toBe('de')
  })
})

describe('what was recorded of the lessons', () => {
  it.each(named)('%s, %s: came out as one of its outcomes', (lesson, id, step) => {
    const recorded = recordedStep(lesson, id)
    if (!recorded) return expect(isOpenEnded(step)).toBe(true)
    expect(step.outcomes.map((outcome) => outcome.id)).toContain(recorded.outcome)
    expect(Object.keys(recorded.values).toSorted()).toEqual(Object.keys(step.measures).toSorted())
    return expect(outcomeFor(step, recorded.values).id).toBe(recorded.outcome)
  })
})

/** Steps whose runs depend on what the learner types. */
const isOpenEnded = ({ check, setup }: Step): boolean =>
  check.parameters['own'] === true || (setup === null && checkOf(check.name)?.name === 'run')

/** Outcomes that some values of the measures lead to. */
function reachable(step: Step): Set<string> {
  const names = Object.keys(step.measures)
  const asked = names.map((name) => candidates(name, step))
  const found = new Set<string>()
  const go = (at: number, values: Record<string, MeasureValue>): void => {
    if (at === names.length) found.add(outcomeFor(step, values).id)
    else for (const value of asked[at]!) go(at + 1, { ...values, [names[at]!]: value })
  }
  go(0, {})
  return found
}

/** Values on each side of every bound that a measure is held against, as far as it can take them. */
function candidates(name: string, step: Step): MeasureValue[] {
  const bounds = step.outcomes.flatMap(({ when }) =>
    when.flatMap((one): Bounds[] => (one[name] ? [one[name]] : [])),
  )
  const { as } = measureOf(step.measures[name]!.of)!
  if (as === 'yes or no') return bounds.length === 0 ? [null] : [true, false]
  const limits = bounds.flatMap(({ above, below, equals }) => [above, below, equals] as const)
  const values = limits.flatMap((limit): MeasureValue[] =>
    typeof limit === 'number'
      ? [limit - 0.01, limit, limit + 0.01]
      : (limit ?? []) === limit
        ? [limit]
        : [],
  )
  const able = values.filter((value) => typeof value !== 'number' || can(as, value))
  return [null, ...new Set(able)]
}

function can(as: string, value: number): boolean {
  if (as === 'ratio') return value > 0
  if (as === 'share') return value >= 0 && value <= 1
  return as !== 'count' || value >= 0
}

const shapeOf = ({ title, text, question, hint, do: _, options, outcomes, ...rest }: Step) => ({
  ...rest,
  hint: hint !== null,
  options: options.map(({ id }) => id),
  outcomes: outcomes.map(({ text: _text, ...outcome }) => outcome),
})

function allWords(text: LessonText): string {
  const blocks: Block[] = Array.isArray(text) ? text : Object.values(text).flat()
  return plainText(blocks)
}
