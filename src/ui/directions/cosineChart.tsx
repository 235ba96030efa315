import { scaleLinear } from 'd3-scale'
import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { useWidth } from '../useWidth.ts'

const HEIGHT = 180
const LEFT = 40
const BOTTOM = 24

/** One dot a block, on a stem from zero. */
export function CosineChart({ cosines }: { cosines: readonly number[] }) {
  const [width, ref] = useWidth()
  const low = Math.min(0, ...cosines) < 0 ? -1 : 0
  const x = scaleLinear([0, Math.max(1, cosines.length - 1)], [LEFT + 10, width - 14])
  const y = scaleLinear([low, 1], [HEIGHT - BOTTOM, 10])
  const every = cosines.length > 20 ? 5 : 1
  return (
    <div ref={ref} className="chart">
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={say('directions.cosine.chart', {
          low: number(Math.min(...cosines), 3),
          high: number(Math.max(...cosines), 3),
        })}
      >
        {[low, (low + 1) / 2, 1].map((tick) => (
          <g key={tick} className="tick">
            <path d={`M${LEFT} ${y(tick)}H${width - 4}`} />
            <text x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
              {number(tick, 1)}
            </text>
          </g>
        ))}
        {cosines.map((cosine, block) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is a block, and blocks have no other name.
          <g key={block} className="stem">
            <path d={`M${x(block)} ${y(0)}V${y(cosine)}`} />
            <circle cx={x(block)} cy={y(cosine)} r={4} />
            {block % every === 0 && (
              <text x={x(block)} y={HEIGHT - 6} textAnchor="middle">
                {block}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}
