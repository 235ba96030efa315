import { say } from '../../language/say.ts'
import { lastModel } from '../../state/model/modelPhase.ts'
import { chosenDirection, directionChoices } from '../../state/run/directionChoice.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { FieldProblem } from './fieldProblem.tsx'
import { PushSlider } from './pushSlider.tsx'

/** Which direction, and how far along it. */
export function SteerCard() {
  const direction = useControl('direction') !== 'hidden'
  const slider = useControl('slider') !== 'hidden'
  if (!direction && !slider) return null
  return (
    <section className="card" aria-label={say('lab.steer')}>
      <div className="withHelp">
        <h2>{say('lab.steer')}</h2>
        {slider && <Help about="slider" />}
      </div>
      {direction && <DirectionSelect />}
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
  const choices = directionChoices(lastModel(model), derived)
  const chosen = chosenDirection(choices, key)
  const control = useControl('direction')
  return (
    <div className="direction">
      <label htmlFor="direction">{say('lab.direction')}</label>
      <LockSign control="direction" id="direction-lock" />
      <Help about="direction" />
      <select
        id="direction"
        value={chosen?.key ?? ''}
        {...keptProps(control, 'direction-lock', 'direction-problem')}
        onChange={(event) => lab.edit({ direction: event.target.value })}
      >
        {choices.length === 0 && (
          <option value="">
            {say(model.phase === 'loading' ? 'lab.direction.loading' : 'lab.direction.none')}
          </option>
        )}
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
      <p className="note">{say('lab.direction.note', { block })}</p>
      <FieldProblem id="direction-problem" field="direction" />
    </div>
  )
}
