import * as v from 'valibot'
import { checkOf, checks } from '../checkCatalog.ts'
import type { Bounds, Condition, MeasureUse, Step, StepCheck, StepRoom } from '../lesson.ts'
import type { LessonText } from '../lessonText.ts'
import { measureOf, measures } from '../measureCatalog.ts'
import { compileSetup } from './compileSetup.ts'
import { lessonFault, type Spot, schemaFault } from './lessonFault.ts'
import type { LessonSource, StepSource, TextSource } from './lessonSource.ts'
import { TextFault, type TextNames, textOfMarkdown } from './markdownText.ts'

/** A text for one or both readers as blocks. Throws LabError that names its place. */
export function compileText(source: TextSource, spot: Spot, names: TextNames): LessonText {
  const blocks = (markdown: string) => {
    try {
      return textOfMarkdown(markdown, names)
    } catch (error) {
      throw error instanceof TextFault ? lessonFault(spot, error.message) : error
    }
  }
  return typeof source === 'string'
    ? blocks(source)
    : { pupil: blocks(source.pupil), student: blocks(source.student) }
}

/** A step as the page takes it. Throws LabError for a check, measure or option that is not there. */
export function compileStep(
  lesson: LessonSource,
  step: StepSource,
  file: string,
  terms: TextNames['terms'],
): Step {
  const spot = (part: string): Spot => ({ file, step: step.id, part })
  const text = (source: TextSource, part: string, named: TextNames['measures'] = null) =>
    compileText(source, spot(part), { terms, measures: named })
  const uses = compileMeasures(step, file)
  const insertable = new Set(
    Object.keys(uses).filter((name) => measureOf(uses[name]!.of)?.as !== 'yes or no'),
  )
  const options = Object.entries(step.predict.options)
  if (options.length < 2)
    throw lessonFault(spot('predict.options'), 'needs two options at least. Add one')
  const outcomes = step.outcomes.map(({ id, when, text: told, right }, index) => {
    const part = `outcomes.${id}`
    const unknown = right.find((option) => !(option in step.predict.options))
    if (unknown)
      throw lessonFault(
        spot(part),
        `“${unknown}” under right is none of the options: ${options.map(([name]) => name).join(', ')}`,
      )
    const conditions = conditionsOf(when)
    const last = index === step.outcomes.length - 1
    if (last && conditions.length > 0)
      throw lessonFault(
        spot(part),
        'is the last outcome, so it has to hold always. Take out its “when”, or add one below',
      )
    if (!last && conditions.length === 0)
      throw lessonFault(
        spot(part),
        'holds always, so those below it are never told. Give it a “when”, or move it to the end',
      )
    for (const each of conditions) checkCondition(each, uses, spot(part))
    return { id, when: conditions, text: text(told, part, insertable), right }
  })
  refuseTwins(
    outcomes.map(({ id }) => id),
    spot('outcomes'),
  )
  const check = compileCheck(step, file)
  return {
    ...{ id: step.id, title: step.title, beside: roomOf(lesson, step, spot('room')), check },
    text: text(step.text, 'text'),
    question: text(step.predict.question, 'predict.question'),
    options: options.map(([id, words]) => ({ id, text: text(words, `predict.options.${id}`) })),
    setup: step.setup ? compileSetup(lesson.setup, step.setup) : null,
    do: text(step.do, 'do'),
    ...{ measures: uses, outcomes },
    hint: step.hint === undefined ? null : text(step.hint, 'hint'),
  }
}

/** Refuses two of one id. */
export function refuseTwins(ids: readonly string[], spot: Spot): void {
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin !== undefined) throw lessonFault(spot, `has “${twin}” twice. Give each an id of its own`)
}

const conditionsOf = (when: StepSource['outcomes'][number]['when']): Condition[] =>
  (when === undefined ? [] : Array.isArray(when) ? when : [when]).map((condition) => ({
    ...(condition as Condition),
  }))

function compileCheck(step: StepSource, file: string): StepCheck {
  const [name, given] =
    typeof step.check === 'string' ? [step.check, {}] : Object.entries(step.check)[0]!
  const spot: Spot = { file, step: step.id, part: 'check' }
  const kind = checkOf(name)
  if (!kind)
    throw lessonFault(
      spot,
      `there is no check “${name}”. There are: ${checks.map((each) => each.name).join(', ')}`,
    )
  const parsed = v.safeParse(kind.parameters, given ?? {})
  if (!parsed.success) throw schemaFault(file, step, parsed.issues[0], spot)
  const parameters = (given ?? {}) as Record<string, unknown>
  const { right } = parameters
  const wrong = Array.isArray(right) && right.find((id) => !(id in step.predict.options))
  if (wrong) throw lessonFault(spot, `“${wrong}” under right is none of the options`)
  const { pushes = [], draws = [], seeds = [] } = step.setup ?? {}
  if (name === 'runs' && pushes.length + draws.length + seeds.length === 0)
    throw lessonFault(spot, 'asks for several runs. List pushes, draws or seeds in the setup')
  if ((name === 'run' || name === 'watched') && !step.setup && Object.keys(parameters).length === 0)
    throw lessonFault(spot, 'takes any run. Add a setup, or say what the run has to be')
  return { name, parameters }
}

function compileMeasures(step: StepSource, file: string): Record<string, MeasureUse> {
  return Object.fromEntries(
    Object.entries(step.measures).map(([name, { of, ...parameters }]) => {
      const spot: Spot = { file, step: step.id, part: `measures.${name}` }
      const kind = measureOf(of)
      if (!kind)
        throw lessonFault(
          spot,
          `there is no measure “${of}”. There are: ${measures.map((each) => each.name).join(', ')}`,
        )
      const parsed = v.safeParse(kind.parameters, parameters)
      if (!parsed.success) throw schemaFault(file, step, parsed.issues[0], spot)
      return [name, { of, parameters }]
    }),
  )
}

function checkCondition(condition: Condition, uses: Record<string, MeasureUse>, spot: Spot): void {
  for (const [name, bounds] of Object.entries(condition)) {
    const use = uses[name]
    if (!use)
      throw lessonFault(
        spot,
        `asks for “${name}”, which is no measure of this step. Name it under measures first`,
      )
    const kind = measureOf(use.of)!.as
    const fault = boundsFault(kind, bounds)
    if (fault) throw lessonFault(spot, `“${name}” ${fault}`)
  }
}

function boundsFault(kind: string, { above, below, equals }: Bounds): string | null {
  const ordered = above !== undefined || below !== undefined
  if (kind === 'yes or no')
    return ordered || typeof equals !== 'boolean'
      ? 'is yes or no. Write { equals: true } or { equals: false }'
      : null
  if (kind === 'words')
    return ordered || typeof equals !== 'string' ? 'is a word. Write { equals: … }' : null
  return equals !== undefined && typeof equals !== 'number'
    ? 'is a number. Write above, below or equals with a number'
    : null
}

function roomOf(lesson: LessonSource, step: StepSource, spot: Spot): StepRoom {
  const room = step.room ?? lesson.room ?? 'lab'
  if (room !== 'experiments') return { room }
  const experiment = step.experiment ?? lesson.experiment
  if (!experiment) throw lessonFault(spot, 'is experiments. Say which one: experiment: danger')
  return { room, experiment }
}
