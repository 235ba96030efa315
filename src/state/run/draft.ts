/** What a person has typed, as typed: numbers stay text until a run needs them, so that nothing typed is lost. */
export interface Draft {
  prompt: string
  form: PromptForm
  direction: string // key of a DirectionChoice
  coefficient: number // in units of the typical norm at the steered block; negative is calm
  draw: number // which random direction, from 1
  seed: string
  temperature: string
  topK: string
  topP: string
  repetitionPenalty: string
  maxTokens: string
  steerBlock: string
  readBlock: string
  watch: boolean // whether an alarm watches the readings
  alarmThreshold: string // an own one in SD, as typed; '' for the calibrated one
}

/** chat: the prompt is one user message. continuation: the model goes on with the text as it is. */
export type PromptForm = 'chat' | 'continuation'

/** The fields of the draft that hold a number as typed. */
export type NumberField =
  | 'seed'
  | 'temperature'
  | 'topK'
  | 'topP'
  | 'repetitionPenalty'
  | 'maxTokens'
  | 'steerBlock'
  | 'readBlock'

export const COEFFICIENT_LIMIT = 0.4
export const COEFFICIENT_STEP = 0.01

export const freshDraft: Draft = {
  prompt: 'Describe the room you are in.',
  form: 'chat',
  direction: 'shipped',
  coefficient: 0,
  draw: 1,
  seed: '11',
  temperature: '0.8',
  topK: '256',
  topP: '0.95',
  repetitionPenalty: '1',
  maxTokens: '80',
  steerBlock: '14',
  readBlock: '18',
  watch: false,
  alarmThreshold: '',
}

/** The nearest step of the slider, within its ends. Throws RangeError for what is not a number. */
export function onSlider(coefficient: number): number {
  if (!Number.isFinite(coefficient)) throw new RangeError(`${coefficient} is not a coefficient`)
  const steps = Math.round(coefficient / COEFFICIENT_STEP)
  const end = Math.round(COEFFICIENT_LIMIT / COEFFICIENT_STEP)
  return Math.max(-end, Math.min(end, steps)) / Math.round(1 / COEFFICIENT_STEP) + 0
}
