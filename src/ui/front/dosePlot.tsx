import { say } from '../../language/say.ts'
import { signed } from '../../state/numberText.ts'
import { useWidth } from '../useWidth.ts'
import { DoseScale } from './doseScale.ts'
import { pushes, type RecordedPush } from './frontRecording.ts'

const HEIGHT = 200
const calm = pushes.filter(({ push }) => push <= 0)
const desperate = pushes.filter(({ push }) => push >= 0)

/** How far texts read above their baselines at every push: along the direction, and along random ones as hard. */
export function DosePlot({ shown }: { shown: RecordedPush }) {
  const [width, ref] = useWidth(460)
  const scale = new DoseScale(pushes, width, HEIGHT)
  const { left, right, top, bottom } = scale
  const at = scale.x(shown.push)
  const side = shown.push === 0 ? 'rest' : shown.push < 0 ? 'calm' : 'desperate'
  const [steered, random] = [scale.y(shown.shift.steered.mean), scale.y(shown.shift.random.mean)]
  return (
    <div className="dose" ref={ref}>
      <Key />
      <svg width={width} height={HEIGHT} role="img" aria-label={say('front.dose.picture')}>
        {[-1, 0, 1].map((sd) => (
          <g key={sd} className={sd === 0 ? 'grid zero' : 'grid'}>
            <path d={`M${left} ${scale.y(sd)}H${right}`} />
            <text x={left - 8} y={scale.y(sd)} dy="0.32em" textAnchor="end">
              {sd === 0 ? '0' : signed(sd, 0)}
            </text>
          </g>
        ))}
        <text x={left + 6} y={top + 8}>
          {say('front.dose.caption')}
        </text>
        <path className="band random" d={scale.band(pushes, 'random')} />
        <path className="band calm" d={scale.band(calm, 'steered')} />
        <path className="band desperate" d={scale.band(desperate, 'steered')} />
        <path className="stem" d={`M${at} ${top}V${bottom}`} />
        <path className="line random" d={scale.line(pushes, 'random')} />
        <path className="line calm" d={scale.line(calm, 'steered')} />
        <path className="line desperate" d={scale.line(desperate, 'steered')} />
        <rect className="spot random" x={at - 4} y={random - 4} width={8} height={8} />
        <circle className={`spot ${side}`} cx={at} cy={steered} r={5.5} />
        <text className="calm" x={left} y={bottom + 18}>
          {say('front.calm')}
        </text>
        <text className="desperate" x={right} y={bottom + 18} textAnchor="end">
          {say('front.desperate')}
        </text>
      </svg>
    </div>
  )
}

function Key() {
  return (
    <p className="doseKey">
      <span>
        <svg width="26" height="10" aria-hidden="true">
          <path className="line calm" d="M0 5H13" />
          <path className="line desperate" d="M13 5H26" />
          <circle className="spot rest" cx="13" cy="5" r="4" />
        </svg>
        {say('front.dose.steered')}
      </span>
      <span>
        <svg width="26" height="10" aria-hidden="true">
          <path className="line random" d="M0 5H26" />
          <rect className="spot random" x="10" y="2" width="6" height="6" />
        </svg>
        {say('front.dose.random')}
      </span>
    </p>
  )
}
