import { readLessons } from '../src/lessons/build/readLessons.ts'
import type { Lesson } from '../src/lessons/lesson.ts'
import { draftsOf } from '../src/lessons/lessonSetup.ts'
import { suggestions } from '../src/state/mode/recordedExample.ts'
import { usualStops } from '../src/state/mode/usualStops.ts'
import { type Draft, freshDraft } from '../src/state/run/draft.ts'

/** Runs to record: a draft, and the pushes under which it is run. */
export interface WantedRuns {
  draft: Draft
  pushes: readonly number[]
}

/** The curated prompts as a fresh page would run them. */
export const curatedRuns: readonly WantedRuns[] = suggestions.map(({ prompt }) => ({
  draft: { ...freshDraft, prompt },
  pushes: usualStops,
}))

/** Runs of one draft gathered: pushes rise, none twice. */
export function gathered(wanted: readonly WantedRuns[]): WantedRuns[] {
  const found = new Map<string, WantedRuns>()
  for (const { draft, pushes } of wanted) {
    const key = settingOf(draft)
    const all = [...(found.get(key)?.pushes ?? []), ...pushes]
    found.set(key, { draft, pushes: [...new Set(all)].sort((a, b) => a - b) })
  }
  return [...found.values()]
}

/** What decides a run but its push, as a text. */
export function settingOf(draft: Draft): string {
  const { coefficient, watch, alarmThreshold, ...setting } = draft
  return JSON.stringify(Object.entries(setting).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * What the steps of the lessons set up: each run that they ask for, and of each setup all stops, since learners move the
 * slider. A setup without a prompt leaves that to the learner and cannot be recorded.
 */
export const lessonRuns = (lessons: readonly Lesson[] = readLessons()): WantedRuns[] =>
  lessons.flatMap((lesson) =>
    lesson.parts.flatMap(({ setup, beside }): WantedRuns[] => {
      const draft = { ...freshDraft, ...setup?.draft }
      if (!setup || beside.room !== 'lab' || draft.prompt.trim() === '') return []
      const asked = draftsOf(setup).map((one) => ({ draft: one, pushes: [one.coefficient] }))
      return [{ draft, pushes: usualStops }, ...asked]
    }),
  )
