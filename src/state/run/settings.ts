import { spelled } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import type { Sampling } from '../../steering/steerableModel.ts'
import type { Draft, NumberField } from './draft.ts'
import type { Refusal } from './runPhase.ts'

/** The numbers of a draft, believed. */
export interface Settings {
  sampling: Sampling
  maxTokens: number
  steerBlock: number
  readBlock: number
}

interface Rule {
  whole: boolean
  min: number
  max: number
}

/** What each field may hold. Its name and a hint are `settings.FIELD.name` and `.hint` of the catalogs. */
const rules: Record<NumberField, Rule> = {
  seed: { whole: true, min: 0, max: 4294967295 },
  temperature: { whole: false, min: 0, max: 10 },
  topK: { whole: true, min: 0, max: 1e6 },
  topP: { whole: false, min: 0.01, max: 1 },
  repetitionPenalty: { whole: false, min: 0.1, max: 10 },
  maxTokens: { whole: true, min: 1, max: 2000 },
  steerBlock: { whole: true, min: 0, max: 999 },
  readBlock: { whole: true, min: 0, max: 999 },
}

/** Limits of a number field, for the control that shows it. */
export function limitsOf(field: NumberField, nLayers: number | null): { min: number; max: number } {
  const { min, max } = rules[field]
  const isBlock = field === 'steerBlock' || field === 'readBlock'
  return { min, max: isBlock && nLayers !== null ? nLayers - 1 : max }
}

/** What is wrong with a number as typed, or null. `nLayers` bounds the blocks; null while no model is loaded. */
export function problemOf(
  field: NumberField,
  typed: string,
  nLayers: number | null = null,
): string | null {
  const { whole } = rules[field]
  const { min, max } = limitsOf(field, nLayers)
  const value = Number(typed)
  const problem =
    typed.trim() === '' || !Number.isFinite(value)
      ? 'settings.notNumber'
      : whole && !Number.isInteger(value)
        ? 'settings.notWhole'
        : value < min || value > max
          ? 'settings.outOfRange'
          : null
  if (problem === null) return null
  const advice = say('settings.advice', {
    kind: whole ? 'whole' : 'any',
    min: spelled(String(min)),
    max: spelled(String(max)),
    hint: say(`settings.${field}.hint`),
  })
  return say(problem, { name: say(`settings.${field}.name`), advice })
}

/** The numbers of a draft, or the first field that cannot be used with a sentence about it. */
export function parseSettings(draft: Draft, nLayers: number | null): Settings | Refusal {
  for (const field of Object.keys(rules) as NumberField[]) {
    const sentence = problemOf(field, draft[field], nLayers)
    if (sentence !== null) return { field, sentence }
  }
  return {
    sampling: {
      temperature: Number(draft.temperature),
      topK: Number(draft.topK),
      topP: Number(draft.topP),
      repetitionPenalty: Number(draft.repetitionPenalty),
      seed: Number(draft.seed),
    },
    maxTokens: Number(draft.maxTokens),
    steerBlock: Number(draft.steerBlock),
    readBlock: Number(draft.readBlock),
  }
}
