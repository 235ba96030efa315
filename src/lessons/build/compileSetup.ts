import type { Draft } from '../../state/run/draft.ts'
import type { Setup } from '../lesson.ts'
import type { SetupSource } from './lessonSource.ts'

/** A setup with that of the lesson beneath it; numbers become text, as the fields of a draft have them. */
export function compileSetup(lesson: SetupSource, step: SetupSource): Setup {
  const { pushes, draws, seeds, derive, leave, ...given } = { ...lesson, ...step }
  const draft = Object.fromEntries(
    Object.entries(given).map(([field, value]) => [
      field,
      typeof value === 'number' && !kept.includes(field) ? String(value) : value,
    ]),
  ) as Partial<Draft>
  return {
    draft,
    pushes: pushes ?? [],
    draws: draws ?? [],
    seeds: seeds ?? [],
    derive: derive ?? null,
    leave: leave ?? [],
  }
}

/** Fields that a draft holds as numbers. */
const kept: readonly string[] = ['coefficient', 'draw']
