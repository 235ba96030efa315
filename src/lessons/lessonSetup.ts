import { type Draft, freshDraft } from '../state/run/draft.ts'
import type { Lesson, Setup } from './lesson.ts'

/** A draft that a step of a lesson asks a run of. */
export interface LessonRun {
  lesson: string
  step: string
  draft: Draft
}

/** The drafts of a setup, one a run: what the setup leaves out is as in a fresh draft. */
export function draftsOf({ draft, pushes, draws, seeds }: Setup): Draft[] {
  const base = { ...freshDraft, ...draft }
  const along = <Value>(given: readonly Value[], own: Value) => (given.length > 0 ? given : [own])
  return along(pushes, base.coefficient).flatMap((coefficient) =>
    along(draws, base.draw).flatMap((draw) =>
      along(seeds.map(String), base.seed).map((seed) => ({ ...base, coefficient, draw, seed })),
    ),
  )
}

/** Every run that the steps of a lesson set up, in their order; a recorder writes them all. */
export const setupsOf = ({ name, parts }: Lesson): LessonRun[] =>
  parts.flatMap(({ id, setup, beside }) =>
    setup && beside.room === 'lab'
      ? draftsOf(setup).map((draft) => ({ lesson: name, step: id, draft }))
      : [],
  )
