import * as v from 'valibot'
import { experimentNames } from '../../experiments/experiment.ts'
import { NAME_LENGTH, STEP_NAME } from '../../state/lessons/lessonName.ts'
import { COEFFICIENT_LIMIT } from '../../state/run/draft.ts'
import { recipes } from '../../steering/directionSet.ts'

const words = v.pipe(v.string('is not a text'), v.trim(), v.nonEmpty('is empty'))
const text = v.union(
  [words, v.strictObject({ pupil: words, student: words })],
  'is not a text. Write a text, or one for each reader: pupil and student',
)
const name = v.pipe(
  v.string(),
  v.regex(STEP_NAME, `is not a name. Use up to ${NAME_LENGTH} small letters, digits and hyphens`),
)
const record = <Value extends v.GenericSchema>(value: Value) => v.record(name, value)
const whole = v.pipe(v.number('is not a number'), v.integer('is not a whole number'))
const push = v.pipe(
  v.number('is not a number'),
  v.minValue(-COEFFICIENT_LIMIT, 'is below −0.4'),
  v.maxValue(COEFFICIENT_LIMIT, 'is above 0.4'),
  v.check(isStep, 'is not a step of the slider, such as 0.05'),
)

function isStep(value: number): boolean {
  return Math.abs(100 * value - Math.round(100 * value)) < 1e-9
}

const setup = v.strictObject({
  prompt: v.optional(words),
  form: v.optional(v.picklist(['chat', 'continuation'])),
  direction: v.optional(v.picklist(['shipped', ...recipes])),
  coefficient: v.optional(push),
  draw: v.optional(whole),
  seed: v.optional(whole),
  temperature: v.optional(v.number()),
  topK: v.optional(whole),
  topP: v.optional(v.number()),
  repetitionPenalty: v.optional(v.number()),
  maxTokens: v.optional(whole),
  steerBlock: v.optional(whole),
  readBlock: v.optional(whole),
  watch: v.optional(v.boolean()),
  alarmThreshold: v.optional(v.number()),
  pushes: v.optional(v.array(push)),
  draws: v.optional(v.array(whole)),
  seeds: v.optional(v.array(whole)),
  derive: v.optional(v.picklist(recipes)),
  leave: v.optional(v.array(v.picklist(['coefficient', 'prompt', 'seed', 'draw', 'watch']))),
})
export type SetupSource = v.InferOutput<typeof setup>

const bounds = v.pipe(
  v.strictObject({
    above: v.optional(v.number()),
    below: v.optional(v.number()),
    equals: v.optional(v.union([v.string(), v.number(), v.boolean()])),
  }),
  v.check((given) => Object.keys(given).length > 0, 'needs above, below or equals'),
)
const condition = record(bounds)

const named = v.union(
  [name, v.pipe(v.record(v.string(), v.unknown()), v.check(hasOneKey))],
  'is not one name with its parameters, such as `run` or `run: { seed: any }`',
)

function hasOneKey(given: Record<string, unknown>): boolean {
  return Object.keys(given).length === 1
}

const beside = {
  room: v.optional(v.picklist(['lab', 'directions', 'experiments', 'models'])),
  experiment: v.optional(v.picklist(experimentNames)),
}

const step = v.strictObject({
  id: name,
  title: words,
  ...beside,
  text,
  predict: v.strictObject({ question: text, options: record(text) }),
  setup: v.optional(setup),
  do: text,
  check: named,
  measures: v.optional(record(v.looseObject({ of: name })), {}),
  outcomes: v.pipe(
    v.array(
      v.strictObject({
        id: name,
        when: v.optional(v.union([condition, v.array(condition)])),
        text,
        right: v.optional(v.array(name), []),
      }),
    ),
    v.minLength(1, 'has no outcome'),
  ),
  hint: v.optional(text),
})

/** A lesson as it is written. */
export const lessonSource = v.strictObject({
  order: whole,
  minutes: whole,
  ...beside,
  title: words,
  aim: text,
  intro: text,
  end: v.optional(text),
  setup: v.optional(setup, {}),
  steps: v.pipe(v.array(step), v.minLength(1, 'has no step')),
})
export type LessonSource = v.InferOutput<typeof lessonSource>
export type StepSource = LessonSource['steps'][number]
export type TextSource = v.InferOutput<typeof text>

/** The texts of a lesson in another language: the same shape, with nothing but ids and texts. */
export const translationSource = v.strictObject({
  title: words,
  aim: text,
  intro: text,
  end: v.optional(text),
  steps: v.array(
    v.strictObject({
      id: name,
      title: words,
      text,
      predict: v.strictObject({ question: text, options: record(text) }),
      do: text,
      outcomes: v.array(v.strictObject({ id: name, text })),
      hint: v.optional(text),
    }),
  ),
})
export type TranslationSource = v.InferOutput<typeof translationSource>
