import type { MessageKey } from '../../language/say.ts'

/** The words that are explained where they stand, in the order of the list on the about page: from the model to what is claimed. */
export const TERMS = [
  'model',
  'token',
  'logprob',
  'prompt',
  'template',
  'residual',
  'block',
  'direction',
  'pair',
  'reading',
  'sd',
  'steering',
  'coefficient',
  'norm',
  'lane',
  'baseline',
  'random',
  'seed',
  'temperature',
  'perplexity',
  'massive',
  'watch',
  'interval',
  'control',
  'decoy',
  'correlation',
  'separation',
  'verdict',
  'floor',
  'recorded',
  'study',
] as const
export type TermName = (typeof TERMS)[number]

export const isTermName = (name: string): name is TermName => TERMS.some((term) => term === name)

/** Keys of the catalog: what a term is called, and what it means. */
export const termKey = (name: TermName): MessageKey => `term.${name}`
export const termNameKey = (name: TermName): MessageKey => `term.${name}.name`
