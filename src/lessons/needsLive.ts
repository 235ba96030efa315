import type { Step } from './lesson.ts'

/** Whether a step can be done on a model at work only: what it asks for is the learner's own, or not in recordings. */
export const needsLive = ({ check: { name, parameters } }: Step): boolean =>
  parameters['own'] === true ||
  parameters['moved'] === true ||
  parameters['here'] === true ||
  (name === 'tokens' && parameters['contains'] !== undefined) ||
  (name === 'map' && parameters['placed'] !== undefined)
