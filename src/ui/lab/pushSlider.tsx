import { number } from '../../language/number.ts'
import { say, sayWith } from '../../language/say.ts'
import { isRecorded } from '../../state/mode/recordedMode.ts'
import { STOP_STEP } from '../../state/mode/usualStops.ts'
import { pushInWords, signed } from '../../state/numberText.ts'
import { COEFFICIENT_LIMIT, COEFFICIENT_STEP } from '../../state/run/draft.ts'
import { MEASURED, usableRange } from '../../state/run/usableRange.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Term } from '../help/term.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { FieldProblem } from './fieldProblem.tsx'
import { SLIDER_ID, ToSteered } from './labParts.tsx'
import { followNote, moveByKey } from './recordedStops.ts'

/** The thumb's center stays 12 px away from both ends of the control. */
const share = (coefficient: number): string =>
  `(100% - 24px) * ${(coefficient + COEFFICIENT_LIMIT) / (2 * COEFFICIENT_LIMIT)}`

/** The push along the direction, live while the model writes. Hatched where the text starts to break. */
export function PushSlider() {
  const lab = useLab()
  const coefficient = useLabState((state) => state.draft.coefficient)
  const range = useLabState(usableRange)
  const recorded = useLabState(isRecorded)
  const follows = useLabState(followNote)
  const breaks = range !== null && (coefficient < range.from || coefficient > range.to)
  const side = coefficient === 0 ? 'rest' : coefficient < 0 ? 'calm' : 'desperate'
  const push = pushInWords(coefficient)
  const control = useControl('slider')
  if (control === 'hidden') return null
  return (
    <div className={`push ${side}`}>
      <div className="ends" aria-hidden="true">
        <span>{say('lab.calm')}</span>
        <span>{say('lab.desperate')}</span>
      </div>
      <div className="track">
        <div className="bar" />
        {range && (
          <>
            <div className="hatch low" style={{ width: `calc(${share(range.from)})` }} />
            <div className="hatch high" style={{ left: `calc(12px + ${share(range.to)})` }} />
          </>
        )}
        <div className="zero" />
        <input
          type="range"
          id={SLIDER_ID}
          aria-label={say('lab.slider')}
          aria-valuetext={breaks ? say('lab.slider.breaks', { push }) : push}
          {...keptProps(control, 'slider-lock', 'push-note coefficient-problem')}
          min={-COEFFICIENT_LIMIT}
          max={COEFFICIENT_LIMIT}
          step={recorded ? STOP_STEP : COEFFICIENT_STEP}
          value={coefficient}
          onChange={(event) => lab.setCoefficient(event.target.valueAsNumber)}
          onKeyDown={(event) => moveByKey(lab, event)}
        />
      </div>
      <div className="value">
        <span>{signed(-COEFFICIENT_LIMIT, 1)}</span>
        <strong>
          {sayWith<React.JSX.Element>('lab.slider.value', {
            push: signed(coefficient, 2),
            norm: (parts) => (
              <Term key="norm" name="norm">
                {parts}
              </Term>
            ),
          })}
          <LockSign control="slider" id="slider-lock" />
        </strong>
        <span>{signed(COEFFICIENT_LIMIT, 1)}</span>
      </div>
      <FieldProblem id="coefficient-problem" field="coefficient" />
      <p id="push-note" className="note">
        {rangeNote(range !== null, breaks)} {control === 'free' && follows}
      </p>
      <div className="pushFoot">
        <ToSteered />
        <button
          type="button"
          className="quiet"
          aria-disabled={coefficient === 0 || control === 'locked'}
          onClick={() => lab.setCoefficient(0)}
        >
          {say('lab.slider.back')}
        </button>
      </div>
    </div>
  )
}

function rangeNote(known: boolean, breaks: boolean): string {
  if (!known) return say('lab.slider.rangeUnknown')
  return say(breaks ? 'lab.slider.breaksHere' : 'lab.slider.hatched', {
    ...{ push: number(MEASURED.to, 2), cost: number(MEASURED.cost, 1) },
    ...{ beyond: number(MEASURED.beyond, 2), costBeyond: number(MEASURED.costBeyond, 1) },
  })
}
