import type { Recipe } from '../../steering/directionSet.ts'
import { sha256 } from '../../steering/sha256.ts'
import type { Sampling } from '../../steering/steerableModel.ts'
import type { PromptForm } from '../run/draft.ts'

export const SOURCES = ['live', 'recorded'] as const
/** Whether a model wrote it on the spot, or it was replayed: replayed runs of a seed are all the same measurement. */
export type Source = (typeof SOURCES)[number]

/** What measurements must share before they may stand in one picture. Hashes are the first eight hex digits. */
export interface Study {
  model: string // hash of its files
  recipe: Recipe
  direction: string // hash of what the recipe read
  prompt: string // hash of form and text: the text itself stays where it was typed
  sampling: string // hash of all settings but the seed
  steerBlock: number
  readBlock: number
  source: Source
}

/** A study as one text: equal for equal studies. */
export const studyKey = (study: Study): string =>
  [
    ...[study.model, study.recipe, study.direction, study.prompt, study.sampling],
    ...[study.steerBlock, study.readBlock, study.source],
  ].join(' ')

/** What stands for a prompt in a result: spaces around it do not count. */
export const promptHash = (form: PromptForm, text: string): string =>
  shortHash(`${form}\n${text.trim()}`)

/** What stands for the settings of a run in a result; the seed does not count. */
export const samplingHash = (sampling: Omit<Sampling, 'seed'>, maxTokens: number): string => {
  const { temperature, topK, topP, repetitionPenalty } = sampling
  return shortHash(JSON.stringify([temperature, topK, topP, repetitionPenalty, maxTokens]))
}

const shortHash = (text: string): string =>
  Array.from(sha256(new TextEncoder().encode(text)).subarray(0, 4), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
