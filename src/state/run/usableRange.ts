import { directionIn, type LabState } from '../labState.ts'
import { lastModel } from '../model/modelPhase.ts'

/** What the range was measured on, and what a push costs there: mean perplexity ratios over 16 prompts, of the recorded experiment on steering (docs/math.md, "Usable range"). */
export const MEASURED = {
  model: 'SmolLM2-135M-Instruct',
  steerBlock: 14,
  ...{ from: -0.2, to: 0.2, cost: 1.39 }, // the larger one of both ends
  ...{ beyond: 0.3, costBeyond: 1.88 }, // the next pushes that were measured, and the smaller one of both
} as const

/** Coefficients at which the text still holds together; null for a model, direction or block that was not measured. */
export function usableRange(state: LabState): { from: number; to: number } | null {
  const model = lastModel(state.model)
  const measured =
    model?.about.name === MEASURED.model &&
    model.direction !== null &&
    directionIn(state)?.set === model.direction &&
    Number(state.draft.steerBlock) === MEASURED.steerBlock
  return measured ? MEASURED : null
}
