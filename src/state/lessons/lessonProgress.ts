import * as v from 'valibot'
import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { LESSON_NAME, STEP_NAME } from './lessonName.ts'

export const LESSON_LEVELS = ['pupil', 'student'] as const
/** pupil: a bright 16-year-old. student: a careful undergraduate. */
export type LessonLevel = (typeof LESSON_LEVELS)[number]

const name = v.pipe(v.string(), v.regex(STEP_NAME))
const lessonName = v.pipe(v.string(), v.regex(LESSON_NAME))
const finite = v.pipe(v.number(), v.finite())
const measured = v.nullable(finite)
const byLane = v.pipe(v.array(measured), v.maxLength(8))

/** A run that passed a step, as far as it is counted. Entries of a list are lanes, in the order of LANE_NAMES. */
const measuredRun = v.strictObject({
  push: finite,
  draw: finite,
  seed: finite,
  readings: byLane, // means in SD
  costs: byLane, // perplexity, as times that of the baseline
  tokens: byLane,
  model: v.pipe(v.string(), v.regex(/^[0-9a-f]{0,64}$/)), // the start of its hash
  recorded: v.boolean(),
})
export type MeasuredRun = v.InferOutput<typeof measuredRun>

const value = v.nullable(v.union([finite, v.boolean(), v.pipe(v.string(), v.maxLength(60))]))

const passed = v.strictObject({
  outcome: name,
  values: v.record(name, value), // of the measures of the step
  runs: v.pipe(v.array(measuredRun), v.maxLength(60)),
})
export type PassedStep = v.InferOutput<typeof passed>

const stepProgress = v.strictObject({
  /** option: null where the question was skipped. late: answered when the run was already there. */
  prediction: v.nullable(v.strictObject({ option: v.nullable(name), late: v.boolean() })),
  passed: v.nullable(passed),
})
/** What is kept of a step. There is no time in it, so clocks that change do not matter, and nobody's name. */
export type StepProgress = v.InferOutput<typeof stepProgress>

/** There are far fewer lessons, and steps of one; a file with more is none, and would take minutes to add. */
const few = <Entries extends v.GenericSchema<unknown, Record<string, unknown>>>(entries: Entries) =>
  v.pipe(
    entries,
    v.check((all) => Object.keys(all).length <= 200),
  )

const format = 'evenkeel-lessons/1'
const progress = v.strictObject({
  format: v.literal(format),
  level: v.picklist(LESSON_LEVELS),
  lessons: few(v.record(lessonName, few(v.record(name, stepProgress)))),
})
/** All that is kept of the lessons: on this device, and in the file that can be saved. */
export type LessonProgress = v.InferOutput<typeof progress>

export const noProgress: LessonProgress = { format, level: 'pupil', lessons: {} }
const untouched: StepProgress = { prediction: null, passed: null }

/** What is kept of a step; nothing yet where it was not begun. */
export function stepOf({ lessons }: LessonProgress, lesson: string, step: string): StepProgress {
  const steps = Object.hasOwn(lessons, lesson) ? lessons[lesson] : undefined
  return steps && Object.hasOwn(steps, step) ? (steps[step] ?? untouched) : untouched
}

/** The progress with a step that has changed. */
export const withStep = (
  all: LessonProgress,
  lesson: string,
  step: string,
  change: Partial<StepProgress>,
): LessonProgress => ({
  ...all,
  lessons: {
    ...all.lessons,
    [lesson]: { ...all.lessons[lesson], [step]: { ...stepOf(all, lesson, step), ...change } },
  },
})

/** Both together: what was done in one of them is done. Where both have it, the first stands. */
export function mergedProgress(own: LessonProgress, other: LessonProgress): LessonProgress {
  let merged = own
  for (const [lesson, steps] of Object.entries(other.lessons))
    for (const [step, { prediction, passed: done }] of Object.entries(steps)) {
      const mine = stepOf(own, lesson, step)
      merged = withStep(merged, lesson, step, {
        prediction: mine.prediction ?? prediction,
        passed: mine.passed ?? done,
      })
    }
  return merged
}

/** A file of progress is far smaller; what is larger is not read. */
const BYTES = 2e6

/** Progress out of text, as it was stored or saved. Throws LabError for what is none. */
export function parseProgress(text: string): LessonProgress {
  if (text.length > BYTES) throw new LabError('bad-file', say('lesson.progress.tooLarge'))
  try {
    return v.parse(progress, JSON.parse(text))
  } catch (cause) {
    throw new LabError('bad-file', say('lesson.progress.noFile'), { cause })
  }
}

export const progressText = (all: LessonProgress): string => JSON.stringify(all)
