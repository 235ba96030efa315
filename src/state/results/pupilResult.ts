import * as v from 'valibot'
import { LESSON_NAME } from '../lessons/lessonName.ts'
import { pointSchema, studySchema } from './pointSchema.ts'
import { MOST_POINTS, type RunPoint } from './runPoint.ts'
import type { Study } from './study.ts'

export const RESULT_VERSION = 1

/** What a learner hands in: the runs of one study, without a name, a time or a number of its own. */
export interface PupilResult {
  kind: 'evenkeel-result'
  version: typeof RESULT_VERSION
  study: Study
  lesson?: string // its name
  points: readonly RunPoint[] // by push, seed and draw
}

/** A result of these points, in its one order. Throws RangeError without points. */
export function pupilResult(
  study: Study,
  points: readonly RunPoint[],
  lesson?: string,
): PupilResult {
  if (points.length === 0) throw new RangeError('a result without points')
  return {
    ...{ kind: 'evenkeel-result', version: RESULT_VERSION, study },
    ...(lesson === undefined ? {} : { lesson }),
    points: inOrder(points).slice(0, MOST_POINTS),
  }
}

const inOrder = (points: readonly RunPoint[]): RunPoint[] =>
  [...points].sort((a, b) => a.coefficient - b.coefficient || a.seed - b.seed || a.draw - b.draw)

const schema = v.strictObject({
  kind: v.literal('evenkeel-result'),
  version: v.literal(RESULT_VERSION),
  study: studySchema,
  lesson: v.exactOptional(v.pipe(v.string(), v.regex(LESSON_NAME))),
  points: v.pipe(
    v.array(pointSchema),
    v.minLength(1),
    v.maxLength(MOST_POINTS),
    v.check((points) => distinct(points)),
  ),
})

/** A result out of JSON; null for what is none, or holds a number that no run can have. */
export function parseResult(value: unknown): PupilResult | null {
  const found = v.safeParse(schema, value)
  if (!found.success) return null
  return { ...found.output, points: inOrder(found.output.points) }
}

const distinct = (points: readonly RunPoint[]): boolean =>
  new Set(points.map(({ coefficient, seed, draw }) => `${coefficient} ${seed} ${draw}`)).size ===
  points.length
