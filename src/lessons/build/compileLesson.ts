import * as v from 'valibot'
import { LESSON_NAME, NAME_LENGTH } from '../../state/lessons/lessonName.ts'
import type { Lesson } from '../lesson.ts'
import { compileStep, compileText, refuseTwins } from './compileStep.ts'
import { lessonFault, type Spot, schemaFault } from './lessonFault.ts'
import {
  type LessonSource,
  lessonSource,
  type TranslationSource,
  translationSource,
} from './lessonSource.ts'
import { parseYaml } from './parseYaml.ts'

/** A lesson's file, as it is called in complaints, and what it holds. */
export interface LessonFile {
  path: string // such as src/lessons/steering.yaml
  content: string
}

/** Compiles a lesson. Throws LabError that names the file, the step and what to do. */
export function compileLesson(file: LessonFile, terms: ReadonlySet<string>): Lesson {
  const source = parsed(file, lessonSource)
  return compiled(nameOf(file.path), source, file.path, terms)
}

/** Compiles a lesson with the texts of its translation. Both must have the same steps, options and outcomes. */
export function compileTranslation(
  original: LessonFile,
  translation: LessonFile,
  terms: ReadonlySet<string>,
): Lesson {
  const source = parsed(original, lessonSource)
  const words = parsed(translation, translationSource)
  return compiled(
    nameOf(original.path),
    translated(source, words, translation.path),
    translation.path,
    terms,
  )
}

function parsed<Schema extends v.GenericSchema>({ path, content }: LessonFile, schema: Schema) {
  const source = parseYaml(path, content)
  const result = v.safeParse(schema, source)
  if (!result.success) throw schemaFault(path, source, result.issues[0])
  return result.output
}

function nameOf(file: string): string {
  const name = /([^/]+?)(?:\.[a-z]{2})?\.yaml$/.exec(file)?.[1] ?? file
  if (LESSON_NAME.test(name)) return name
  throw lessonFault(
    { file },
    `cannot be the name of a lesson, which is in its address. Use up to ${NAME_LENGTH} small letters, digits and hyphens, and neither class nor results`,
  )
}

function compiled(
  name: string,
  source: LessonSource,
  file: string,
  terms: ReadonlySet<string>,
): Lesson {
  const { order, minutes, title, aim, intro, end, steps } = source
  const ids = steps.map(({ id }) => id)
  refuseTwins(ids, { file, part: 'steps' })
  const names = { terms, measures: null }
  return {
    ...{ name, order, minutes, title, steps: ids },
    aim: compileText(aim, { file, part: 'aim' }, names),
    intro: compileText(intro, { file, part: 'intro' }, names),
    end: end === undefined ? null : compileText(end, { file, part: 'end' }, names),
    parts: steps.map((step) => compileStep(source, step, file, terms)),
  }
}

/** The lesson with the words of another language. Throws LabError where the two do not have the same parts. */
function translated(source: LessonSource, words: TranslationSource, file: string): LessonSource {
  sameNames(
    source.steps.map(({ id }) => id),
    words.steps.map(({ id }) => id),
    { file, part: 'steps' },
  )
  samePart(source.end, words.end, { file, part: 'end' })
  const steps = source.steps.map((step, index) => {
    const { predict, outcomes, hint, ...texts } = words.steps[index]!
    const spot = (part: string): Spot => ({ file, step: step.id, part })
    sameNames(
      Object.keys(step.predict.options),
      Object.keys(predict.options),
      spot('predict.options'),
    )
    sameNames(
      step.outcomes.map(({ id }) => id),
      outcomes.map(({ id }) => id),
      spot('outcomes'),
    )
    samePart(step.hint, hint, spot('hint'))
    return {
      ...step,
      ...texts,
      predict,
      ...(hint !== undefined && { hint }),
      outcomes: step.outcomes.map((outcome, at) => ({ ...outcome, text: outcomes[at]!.text })),
    }
  })
  const { title, aim, intro, end } = words
  return { ...source, title, aim, intro, steps, ...(end !== undefined && { end }) }
}

function sameNames(asked: readonly string[], given: readonly string[], spot: Spot): void {
  if (asked.join(' ') === given.join(' ')) return
  throw lessonFault(
    spot,
    `has ${given.join(', ')}, and the lesson has ${asked.join(', ')}. Give both the same, in the same order`,
  )
}

function samePart(asked: unknown, given: unknown, spot: Spot): void {
  if ((asked === undefined) === (given === undefined)) return
  throw lessonFault(
    spot,
    asked === undefined ? 'is not in the lesson. Take it out' : 'is missing. Add it',
  )
}
