import type { MessageKey } from '../../language/say.ts'
import type { TermName } from './terms.ts'

/** Every control that has a help text, with the word of the glossary that says more; null where none is needed. */
export const HELP = {
  prompt: 'prompt',
  examples: null,
  form: 'template',
  run: 'lane',
  seed: 'seed',
  direction: 'direction',
  slider: 'coefficient',
  draw: 'random',
  watch: 'watch',
  threshold: 'watch',
  temperature: 'temperature',
  maxTokens: 'token',
  topK: 'temperature',
  topP: 'temperature',
  repetitionPenalty: 'logprob',
  steerBlock: 'block',
  readBlock: 'reading',
  trace: 'reading',
  recipe: 'pair',
  derive: 'direction',
  passport: 'norm',
  experiment: 'verdict',
  ownTexts: 'control',
  files: null,
  emotionMap: 'correlation',
  load: 'model',
  fidelity: 'residual',
  mode: 'recorded',
  storage: null,
  level: null,
  predict: null,
  progress: null,
  classLink: null,
  filter: null,
  results: 'reading',
  gather: 'interval',
  projector: 'lane',
} as const satisfies Record<string, TermName | null>
export type HelpName = keyof typeof HELP

/** Keys of the catalog: the control's name, what it does and in what unit, and a good start. */
export const helpKeys = (
  about: HelpName,
): { name: MessageKey; what: MessageKey; start: MessageKey } => ({
  name: `help.${about}.name`,
  what: `help.${about}.what`,
  start: `help.${about}.start`,
})
