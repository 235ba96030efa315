import { chosenDirection, directionChoices } from '../../state/directionChoice.ts'
import { lastModel } from '../../state/modelPhase.ts'
import { useLab, useLabState } from '../labContext.ts'
import { FieldProblem } from './fieldProblem.tsx'
import { PushSlider } from './pushSlider.tsx'

/** Which direction, and how far along it. */
export function SteerCard() {
  return (
    <section className="card" aria-label="Steer">
      <h2>Steer</h2>
      <DirectionSelect />
      <PushSlider />
    </section>
  )
}

function DirectionSelect() {
  const lab = useLab()
  const model = useLabState((state) => state.model)
  const derived = useLabState((state) => state.derived)
  const key = useLabState((state) => state.draft.direction)
  const block = useLabState((state) => state.draft.steerBlock)
  const choices = directionChoices(lastModel(model)?.direction ?? null, derived)
  const chosen = chosenDirection(choices, key)
  return (
    <div className="direction">
      <label htmlFor="direction">Direction</label>
      <select
        id="direction"
        value={chosen?.key ?? ''}
        aria-describedby="direction-problem"
        onChange={(event) => lab.edit({ direction: event.target.value })}
      >
        {choices.length === 0 && (
          <option value="">
            {model.phase === 'loading' ? 'calm to desperate (loading)' : 'none yet: see Directions'}
          </option>
        )}
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
      <p className="note">Added to the residual stream after block {block}.</p>
      <FieldProblem id="direction-problem" field="direction" />
    </div>
  )
}
