import { describe, expect, it } from 'vitest'
import { readLessons } from '../../src/lessons/build/readLessons.ts'
import { recordedStep } from '../../src/lessons/recordedSteps.ts'
import { recordedOutcomes } from './recordedOutcomes.ts'

describe('the answer sheets', () => {
  it.each(readLessons().map((lesson) => [lesson.name, lesson] as const))(
    '%s: show what comes out in recorded mode',
    async (name, lesson) => {
      const sheets = lesson.steps.map((step) => [step, recordedStep(name, step)?.outcome] as const)
      const shown = Object.fromEntries(sheets.filter(([, outcome]) => outcome !== undefined))
      expect(await recordedOutcomes(lesson)).toEqual(shown)
    },
  )
})
