import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { signed } from '../numberText.ts'
import type { LaneText } from './lane.ts'
import { coefficientsOf, firstDifference, meanReading, perplexityRatio } from './laneMeasures.ts'

/** What the lanes show, in plain words: `effect` is the finding, `cost` its price. Empty strings say nothing yet. */
export interface RunSentence {
  effect: string
  cost: string
}

/** Compares the lanes of one run. Says as little as is known while the model writes. */
export function runSentence(lanes: readonly LaneText[]): RunSentence {
  const [baseline, steered, random] = lanes
  if (!baseline || !steered || !random || baseline.reply.length === 0)
    return { effect: '', cost: '' }
  if (coefficientsOf([...steered.prompt, ...steered.reply]).every((push) => push === 0))
    return {
      effect: say('lab.summary.nothingAdded'),
      cost: say('lab.summary.moveSlider'),
    }
  const words = firstDifference(steered, baseline)
  const changed =
    words === null
      ? say('lab.summary.sameWords')
      : say('lab.summary.wordsChanged', { token: words + 1 })
  return { effect: effectOf(baseline, steered, random), cost: `${changed} ${costOf(lanes)}`.trim() }
}

function effectOf(baseline: LaneText, steered: LaneText, random: LaneText): string {
  const rest = meanReading(baseline)
  const own = meanReading(steered)
  const other = meanReading(random)
  if (rest === null || own === null) return ''
  return other === null
    ? say('lab.summary.effect', { own: versus(own - rest) })
    : say('lab.summary.effectAndRandom', { own: versus(own - rest), other: versus(other - rest) })
}

function versus(difference: number): string {
  const size = number(Math.abs(difference), 1)
  return say(difference < 0 ? 'lab.summary.lower' : 'lab.summary.higher', { size })
}

function costOf([baseline, steered, random]: readonly LaneText[]): string {
  const own = baseline && steered ? perplexityRatio(steered, baseline) : null
  const other = baseline && random ? perplexityRatio(random, baseline) : null
  if (own === null) return ''
  return other === null
    ? say('lab.summary.cost', { ratio: times(own) })
    : say('lab.summary.costAndRandom', { ratio: times(own), other: times(other) })
}

/** A perplexity ratio with its sign of multiplication. */
export const times = (ratio: number): string => `${number(ratio, 2)} ×`

/** The pushes that a lane was written under: nothing, one, or the first and last of several. */
export function pushLabel(lane: LaneText): string {
  const pushes = coefficientsOf([...lane.prompt, ...lane.reply])
  const [first] = pushes
  const last = pushes.at(-1)
  if (first === undefined || last === undefined) return ''
  if (pushes.length === 1)
    return say(first === 0 ? 'lab.push.zero' : 'lab.push.all', { push: signed(first, 2) })
  return say('lab.push.moved', { first: signed(first, 2), last: signed(last, 2) })
}
