import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { inSd } from '../../state/numberText.ts'
import { LANE_NAMES } from '../../state/run/lane.ts'
import {
  BREAKING_RATIO,
  meanReading,
  perplexity,
  perplexityRatio,
} from '../../state/run/laneMeasures.ts'
import { times } from '../../state/run/runSentence.ts'
import { useLabState } from '../labContext.ts'

/** What was read in the reply and what the push cost: the baseline shows its perplexity, the others the ratio to it. */
export function LaneFoot({ index }: { index: number }) {
  const lane = useLabState((state) => state.lanes[index])
  const baseline = useLabState((state) => state.lanes[0])
  if (!lane || !baseline || lane.reply.length === 0)
    return (
      <footer>
        <span>{say('lab.lane.meanReading', { reading: '–' })}</span>
        <span>{say('lab.lane.perplexity', { cost: '–' })}</span>
      </footer>
    )
  const mean = meanReading(lane)
  const own = perplexity(lane)
  const ratio = perplexityRatio(lane, baseline)
  const isBaseline = lane.name === LANE_NAMES[0]
  const cost = isBaseline
    ? own === null
      ? '–'
      : number(own, 1)
    : ratio === null
      ? '–'
      : times(ratio)
  const breaking = !isBaseline && ratio !== null && ratio > BREAKING_RATIO
  return (
    <footer>
      <span>{say('lab.lane.meanReading', { reading: mean === null ? '–' : inSd(mean) })}</span>
      <span
        className={breaking ? 'breaking' : undefined}
        title={say(isBaseline ? 'lab.lane.perplexityIs' : 'lab.lane.ratioIs')}
      >
        {say(breaking ? 'lab.lane.perplexityHigh' : 'lab.lane.perplexity', { cost })}
      </span>
    </footer>
  )
}
