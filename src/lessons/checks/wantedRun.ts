import * as v from 'valibot'
import type { RunLabel } from '../../state/labState.ts'
import { recipeLabel } from '../../state/run/directionChoice.ts'
import { type Draft, freshDraft } from '../../state/run/draft.ts'
import { coefficientsOf } from '../../state/run/laneMeasures.ts'
import { type Recipe, recipes } from '../../steering/directionSet.ts'
import type { FinishedRun } from '../evidence.ts'
import type { Said } from '../said.ts'

const orAny = <T extends v.GenericSchema>(part: T) => v.optional(v.union([part, v.literal('any')]))
const push = v.pipe(v.number(), v.minValue(-0.4), v.maxValue(0.4))

/** Parts of a run that a check may ask for otherwise than the setup says; `any` asks for nothing. */
export const runParts = {
  prompt: orAny(v.pipe(v.string(), v.nonEmpty())),
  form: orAny(v.picklist(['chat', 'continuation'])),
  direction: orAny(v.picklist(['shipped', ...recipes])),
  coefficient: orAny(v.union([push, v.tuple([push, push])])),
  seed: orAny(v.number()),
  draw: orAny(v.number()),
  temperature: orAny(v.number()),
  topK: orAny(v.number()),
  topP: orAny(v.number()),
  repetitionPenalty: orAny(v.number()),
  maxTokens: orAny(v.number()),
  steerBlock: orAny(v.number()),
  readBlock: orAny(v.number()),
  moved: v.optional(v.boolean()), // the slider, while the model wrote
}

type RunParts = v.InferOutput<ReturnType<typeof schemaOfParts>>
const schemaOfParts = () => v.strictObject(runParts)

/** What a run has to be. A part that is not there may be anything. */
export type WantedRun = {
  [Part in keyof RunParts]?: Exclude<RunParts[Part], 'any' | undefined>
}

const numbers = [
  'seed',
  'temperature',
  'topK',
  'topP',
  'repetitionPenalty',
  'maxTokens',
  'steerBlock',
  'readBlock',
] as const

/** All that decides the texts of a run from this draft, with the parts that a check asks for otherwise. */
export function wantedRun(draft: Partial<Draft> | null, parts: Readonly<RunParts> = {}): WantedRun {
  const whole = draft && { ...freshDraft, ...draft }
  const asked = {
    ...(whole && {
      ...{ prompt: whole.prompt, form: whole.form, direction: whole.direction },
      ...{ coefficient: whole.coefficient, moved: false },
      ...Object.fromEntries(numbers.map((part) => [part, Number(whole[part])])),
      ...(draft.draw !== undefined && { draw: draft.draw }),
    }),
    ...(parts.coefficient !== undefined && !whole && { moved: false }),
    ...parts,
  }
  return Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== 'any' && value !== undefined),
  )
}

/** Which parts of a run differ from what is wanted, one sentence a part; none where it is the run. */
export function runDifferences(run: FinishedRun, wanted: WantedRun): Said[] {
  const { label } = run
  const says: Said[] = []
  if (run.stopped) says.push({ key: 'lesson.differs.stopped', values: {} })
  if (wanted.prompt !== undefined && wanted.prompt.trim() !== label.prompt.trim())
    says.push({ key: 'lesson.differs.prompt', values: { asked: wanted.prompt } })
  if (wanted.form !== undefined && wanted.form !== label.form)
    says.push({ key: 'lesson.differs.form', values: { asked: wanted.form } })
  if (wanted.direction !== undefined && recipeOf(wanted.direction) !== label.passport.recipe)
    says.push({
      key: 'lesson.differs.direction',
      values: { asked: recipeLabel(recipeOf(wanted.direction)) },
    })
  says.push(...pushDifferences(run, wanted))
  for (const part of ['draw', ...numbers] as const) {
    const asked = wanted[part]
    const ran = numberOf(label, part)
    if (asked === undefined || asked === ran) continue
    says.push({
      key: 'lesson.differs.number',
      values: { part, ran: plainNumber(ran), asked: plainNumber(asked) },
    })
  }
  return says
}

/** The push of a run, or where it began and ended; equal without a push. */
export function pushesOf({ lanes }: FinishedRun): { first: number; last: number; moved: boolean } {
  const steered = lanes[1]
  const pushes = steered ? coefficientsOf([...steered.prompt, ...steered.reply]) : []
  return { first: pushes[0] ?? 0, last: pushes.at(-1) ?? 0, moved: pushes.length > 1 }
}

function pushDifferences(run: FinishedRun, { coefficient, moved }: WantedRun): Said[] {
  const { first, last, moved: wasMoved } = pushesOf(run)
  const as = 'push' as const
  if (moved === true && !wasMoved) return [{ key: 'lesson.differs.notMoved', values: {} }]
  if (moved === false && wasMoved)
    return [
      {
        key: 'lesson.differs.moved',
        values: { first: { value: first, as }, last: { value: last, as } },
      },
    ]
  if (coefficient === undefined) return []
  const [from, to] = typeof coefficient === 'number' ? [coefficient, coefficient] : coefficient
  if (last > from - 0.005 && last < to + 0.005) return []
  const ran = { value: last, as }
  return from === to
    ? [{ key: 'lesson.differs.push', values: { ran, asked: { value: from, as } } }]
    : [
        {
          key: 'lesson.differs.pushRange',
          values: { ran, from: { value: from, as }, to: { value: to, as } },
        },
      ]
}

const recipeOf = (direction: string): Recipe =>
  recipes.find((recipe) => recipe === direction) ?? 'calm-to-desperate'

function numberOf(label: RunLabel, part: 'draw' | (typeof numbers)[number]): number {
  switch (part) {
    case 'seed':
    case 'draw':
    case 'steerBlock':
    case 'readBlock':
    case 'maxTokens':
      return label[part]
    case 'temperature':
    case 'topK':
    case 'topP':
    case 'repetitionPenalty':
      return label.sampling[part]
  }
}

/** As it is typed into a field of the Lab. */
const plainNumber = (value: number): string => String(value)
