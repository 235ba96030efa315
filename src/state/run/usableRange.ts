import { directionIn, type LabState } from '../labState.ts'
import { lastModel } from '../model/modelPhase.ts'

/** What the range was measured on (docs/math.md, "Usable range"). */
export const MEASURED = {
  model: 'SmolLM2-135M-Instruct',
  steerBlock: 14,
  from: -0.25,
  to: 0.2,
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
