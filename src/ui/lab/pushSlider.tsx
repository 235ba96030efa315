import { COEFFICIENT_LIMIT, COEFFICIENT_STEP } from '../../state/draft.ts'
import { BREAKING_RATIO } from '../../state/laneMeasures.ts'
import { pushInWords, signed } from '../../state/numberText.ts'
import { usableRange } from '../../state/usableRange.ts'
import { useLab, useLabState } from '../labContext.ts'
import { FieldProblem } from './fieldProblem.tsx'

/** The thumb's center stays 12 px away from both ends of the control. */
const share = (coefficient: number): string =>
  `(100% - 24px) * ${(coefficient + COEFFICIENT_LIMIT) / (2 * COEFFICIENT_LIMIT)}`

/** The push along the direction, live while the model writes. Hatched where the text starts to break. */
export function PushSlider() {
  const lab = useLab()
  const coefficient = useLabState((state) => state.draft.coefficient)
  const range = useLabState(usableRange)
  const breaks = range !== null && (coefficient < range.from || coefficient > range.to)
  const side = coefficient === 0 ? 'rest' : coefficient < 0 ? 'calm' : 'desperate'
  return (
    <div className={`push ${side}`}>
      <div className="ends" aria-hidden="true">
        <span>calm</span>
        <span>desperate</span>
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
          aria-label="Calm to desperate"
          aria-valuetext={`${pushInWords(coefficient)}${breaks ? ', where the text starts to break' : ''}`}
          aria-describedby="push-note coefficient-problem"
          min={-COEFFICIENT_LIMIT}
          max={COEFFICIENT_LIMIT}
          step={COEFFICIENT_STEP}
          value={coefficient}
          onChange={(event) => lab.setCoefficient(event.target.valueAsNumber)}
        />
      </div>
      <div className="value">
        <span>−0.4</span>
        <strong>{signed(coefficient, 2)} × typical norm</strong>
        <span>+0.4</span>
      </div>
      <FieldProblem id="coefficient-problem" field="coefficient" />
      <p id="push-note" className="note">
        {rangeNote(range !== null, breaks)} Moves while the model writes; the next token follows.
      </p>
      <div className="pushFoot">
        <button
          type="button"
          className="quiet"
          aria-disabled={coefficient === 0}
          onClick={() => lab.setCoefficient(0)}
        >
          Back to 0
        </button>
      </div>
    </div>
  )
}

function rangeNote(known: boolean, breaks: boolean): string {
  if (!known)
    return 'Where the text starts to break was measured for the shipped direction of the bundled model at block 14 only.'
  const text = `texts start to break (perplexity above ${BREAKING_RATIO} × on average over 16 prompts; a single text may break sooner)`
  return breaks ? `Here ${text}.` : `Hatched: there ${text}.`
}
