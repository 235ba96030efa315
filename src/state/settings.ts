import type { Sampling } from '../steering/steerableModel.ts'
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
  name: string
  whole: boolean
  min: number
  max: number
  hint: string
}

const rules: Record<NumberField, Rule> = {
  seed: { name: 'seed', whole: true, min: 0, max: 4294967295, hint: 'such as 11' },
  temperature: { name: 'temperature', whole: false, min: 0, max: 10, hint: '0 is greedy' },
  topK: { name: 'top-k', whole: true, min: 0, max: 1e6, hint: '0 is off' },
  topP: { name: 'top-p', whole: false, min: 0.01, max: 1, hint: '1 is off' },
  repetitionPenalty: {
    name: 'repetition penalty',
    whole: false,
    min: 0.1,
    max: 10,
    hint: '1 is off',
  },
  maxTokens: {
    name: 'number of new tokens',
    whole: true,
    min: 1,
    max: 2000,
    hint: '80 is a good start',
  },
  steerBlock: {
    name: 'steered block',
    whole: true,
    min: 0,
    max: 999,
    hint: 'counted from 0; 14 is the default',
  },
  readBlock: {
    name: 'read block',
    whole: true,
    min: 0,
    max: 999,
    hint: 'counted from 0; 18 is the default',
  },
}

/** Limits of a number field, for the control that shows it. */
export function limitsOf(field: NumberField, nLayers: number | null): { min: number; max: number } {
  const { min, max } = rules[field]
  const isBlock = field === 'steerBlock' || field === 'readBlock'
  return { min, max: isBlock && nLayers !== null ? nLayers - 1 : max }
}

/** What is wrong with a number as typed, or null. `nLayers` bounds the blocks; null while no model is loaded. */
export function problemOf(field: NumberField, typed: string, nLayers: number | null = null) {
  const { name, whole, hint } = rules[field]
  const { min, max } = limitsOf(field, nLayers)
  const kind = whole ? 'a whole number' : 'a number'
  const advice = `Type ${kind} from ${min} to ${max} (${hint}); the rest is kept.`
  const value = Number(typed)
  if (typed.trim() === '' || !Number.isFinite(value))
    return `The ${name} is not a number. ${advice}`
  if (whole && !Number.isInteger(value)) return `The ${name} must be a whole number. ${advice}`
  if (value < min || value > max) return `The ${name} is out of range. ${advice}`
  return null
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
