import * as v from 'valibot'
import { LabError } from '../../labError.ts'
import { LANGUAGES, type Language } from '../../language/language.ts'
import { type MessageKey, say } from '../../language/say.ts'
import { recipes } from '../../steering/directionSet.ts'
import { LESSON_NAME } from '../lessons/lessonName.ts'
import { LESSON_LEVELS } from '../lessons/lessonProgress.ts'
import { plainLine, plainName } from '../plainLine.ts'
import { COEFFICIENT_LIMIT, type Draft, type NumberField, onSlider } from '../run/draft.ts'
import { problemOf } from '../run/settings.ts'
import { thresholdProblem } from '../watch/watchThreshold.ts'
import { CONTROL_NAMES, type ControlName, type Lock } from './classControl.ts'
import {
  BUNDLED_MODEL,
  CLASS_LIMITS,
  CLASS_ROOMS,
  CLASS_TEXTS,
  CLASS_VERSION,
  type ClassPlan,
} from './classPlan.ts'
import { OWN_SEED } from './ownSeed.ts'

/** What a class may name beside what the store knows by itself. */
export interface KnownNames {
  lessons: readonly string[]
}

/**
 * A class out of a link or file that anybody may have written. Unknown fields are passed over; what is known and cannot
 * be used is refused by name, since a lock that is not understood would not hold. Lessons are believed without `known`.
 * Throws LabError `bad-input`.
 */
export function parseClassPlan(value: unknown, known?: KnownNames): ClassPlan {
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  if (!parsed.success) throw new LabError('bad-input', parsed.issues[0].message)
  const { title, room, lesson, draft, controls, ...rest } = parsed.output
  if (lesson !== null && known && !known.lessons.includes(lesson))
    throw new LabError('bad-input', say('class.bad.lesson', { name: lesson }))
  return {
    version: CLASS_VERSION,
    title: plainLine(title),
    room: lesson === null ? room : 'lessons',
    lesson,
    draft: withoutGaps(draft),
    controls: locksOf(controls),
    ...rest,
  }
}

type Input = v.BaseIssue<unknown>

/** The sentence about a value that cannot be used, which names it. */
const about = (key: MessageKey) => (issue: Input) => say(key, { name: quotable(issue.input) })

/** A value in a sentence: text stays text, and never fills the page. */
const quotable = (value: unknown): string =>
  plainName(typeof value === 'string' ? value : asJson(value))

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return '[[…]]' // nested deeper than can be written
  }
}

const prompt = v.pipe(
  v.string(() => say('class.bad.prompt')),
  v.maxLength(CLASS_LIMITS.prompt, () => say('class.bad.prompt')),
)

/** A number as typed, or as JSON has it. */
const typed = (field: NumberField) => {
  const problem = (text: string) =>
    field === 'seed' && text === OWN_SEED ? null : problemOf(field, text, BUNDLED_MODEL.nLayers)
  return v.optional(
    v.pipe(
      v.union([v.string(), v.number()], about('class.bad.typed')),
      v.transform(String),
      v.check(
        (text) => problem(text) === null,
        (issue) => say('class.bad.number', { problem: problem(String(issue.input)) ?? '' }),
      ),
    ),
  )
}

const draft = v.object(
  {
    prompt: v.optional(prompt),
    form: v.optional(v.picklist(['chat', 'continuation'], about('class.bad.form'))),
    direction: v.optional(v.picklist(['shipped', ...recipes], about('class.bad.direction'))),
    coefficient: v.optional(
      v.pipe(
        v.number(about('class.bad.coefficient')),
        v.check((push) => Math.abs(push) <= COEFFICIENT_LIMIT, about('class.bad.coefficient')),
        v.transform(onSlider),
      ),
    ),
    draw: v.optional(
      v.pipe(
        v.number(about('class.bad.draw')),
        v.check((draw) => Number.isSafeInteger(draw) && draw >= 1, about('class.bad.draw')),
      ),
    ),
    seed: typed('seed'),
    temperature: typed('temperature'),
    topK: typed('topK'),
    topP: typed('topP'),
    repetitionPenalty: typed('repetitionPenalty'),
    maxTokens: typed('maxTokens'),
    steerBlock: typed('steerBlock'),
    readBlock: typed('readBlock'),
    watch: v.optional(v.boolean(about('class.bad.watch'))),
    alarmThreshold: v.optional(
      v.pipe(
        v.string(about('class.bad.typed')),
        v.check(
          (text) => thresholdProblem(text) === null,
          (issue) =>
            say('class.bad.number', { problem: thresholdProblem(String(issue.input)) ?? '' }),
        ),
      ),
    ),
  } satisfies Record<keyof Draft, unknown>,
  () => say('class.bad.draft'),
)

const schema = v.object(
  {
    title: v.optional(
      v.pipe(
        v.string(() => say('class.bad.title')),
        v.maxLength(CLASS_LIMITS.title, () => say('class.bad.title')),
      ),
      '',
    ),
    room: v.optional(v.picklist(CLASS_ROOMS, about('class.bad.room')), 'lab'),
    lesson: v.optional(
      v.nullable(
        v.pipe(
          v.string(about('class.bad.lesson')),
          v.regex(LESSON_NAME, about('class.bad.lesson')),
        ),
      ),
      null,
    ),
    model: v.optional(
      v.picklist([BUNDLED_MODEL.name], about('class.bad.model')),
      BUNDLED_MODEL.name,
    ),
    draft: v.optional(draft, {}),
    prompts: v.optional(
      v.pipe(
        v.array(prompt, () => say('class.bad.prompts')),
        v.maxLength(CLASS_LIMITS.prompts, () => say('class.bad.prompts')),
        v.transform((all) => all.filter((text) => text.trim() !== '')),
      ),
      [],
    ),
    controls: v.optional(
      v.record(
        v.picklist(CONTROL_NAMES, about('class.bad.control')),
        v.picklist(['free', 'locked', 'hidden'], about('class.bad.lock')),
        () => say('class.bad.controls'),
      ),
      {},
    ),
    filter: v.optional(
      v.boolean(() => say('class.bad.filter')),
      true,
    ),
    texts: v.optional(v.picklist(CLASS_TEXTS, about('class.bad.texts')), 'either'),
    language: v.optional(
      v.nullable(v.picklist(Object.keys(LANGUAGES) as Language[], about('class.bad.language'))),
      null,
    ),
    level: v.optional(v.nullable(v.picklist(LESSON_LEVELS, about('class.bad.level'))), null),
  },
  () => say('class.bad.plan'),
)

/** Without fields that are there and hold nothing, in an order of its own, so that equal classes are equal texts. */
function withoutGaps(fields: v.InferOutput<typeof draft>): Partial<Draft> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as Partial<Draft>
}

function locksOf(controls: Readonly<Record<string, string>>): Partial<Record<ControlName, Lock>> {
  const kept = CONTROL_NAMES.filter((name) => (controls[name] ?? 'free') !== 'free')
  return Object.fromEntries(kept.map((name) => [name, controls[name]]))
}
