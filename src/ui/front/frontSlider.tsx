import { say, sayWith } from '../../language/say.ts'
import { pushInWords, signed } from '../../state/numberText.ts'
import { Term } from '../help/term.tsx'
import { holds, meanOf, pushes, type RecordedPush } from './frontRecording.ts'

const first = pushes[0]?.push ?? 0
const last = pushes.at(-1)?.push ?? 0
const step = (last - first) / (pushes.length - 1)

/** The thumb's center stays 12 px away from both ends of the control. */
const share = (push: number): string => `(100% - 24px) * ${(push - first) / (last - first)}`

/** The push from calm to desperate, over the pushes that were recorded. Hatched where texts start to break. */
export function FrontSlider({
  shown,
  onMove,
}: {
  shown: RecordedPush
  onMove: (push: number) => void
}) {
  const { push } = shown
  const side = push === 0 ? 'rest' : push < 0 ? 'calm' : 'desperate'
  const mean = meanOf(shown.steered)
  const reading = mean === null ? '–' : signed(mean, 1)
  const read = say('front.slider.reads', { push: pushInWords(push), reading })
  const breaks = push < holds.from || push > holds.to
  return (
    <div className={`push ${side}`}>
      <div className="ends" aria-hidden="true">
        <span>{say('front.calm')}</span>
        <span>{say('front.desperate')}</span>
      </div>
      <div className="track">
        <div className="bar" />
        <div className="hatch low" style={{ width: `calc(${share(holds.from)})` }} />
        <div className="hatch high" style={{ left: `calc(12px + ${share(holds.to)})` }} />
        <div className="zero" />
        <input
          type="range"
          aria-label={say('lab.slider')}
          aria-valuetext={breaks ? say('lab.slider.breaks', { push: read }) : read}
          min={first}
          max={last}
          step={step}
          value={push}
          onChange={(event) => onMove(Math.round(event.target.valueAsNumber / step) * step)}
        />
      </div>
      <p className="value">
        <span>
          {push === 0
            ? say('front.slider.rest')
            : sayWith('front.slider.value', {
                push: signed(push, 2),
                norm: (parts) => (
                  <Term key="norm" name="norm">
                    {parts}
                  </Term>
                ),
              })}
        </span>
        {breaks && <span className="breaking">{say('front.slider.breaks')}</span>}
      </p>
    </div>
  )
}
