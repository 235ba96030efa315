import type { LaneText } from './lane.ts'
import { coefficientsOf, firstDifference, meanReading, perplexityRatio } from './laneMeasures.ts'
import { signed } from './numberText.ts'

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
      effect: 'Nothing was added, so the lanes write the same text.',
      cost: 'Move the slider toward calm or desperate and run again, or move it while the model writes.',
    }
  const words = firstDifference(steered, baseline)
  const changed =
    words === null ? 'The words have not changed yet.' : `Words changed from token ${words + 1} on.`
  return { effect: effectOf(baseline, steered, random), cost: `${changed} ${costOf(lanes)}`.trim() }
}

function effectOf(baseline: LaneText, steered: LaneText, random: LaneText): string {
  const rest = meanReading(baseline)
  const own = meanReading(steered)
  const other = meanReading(random)
  if (rest === null || own === null) return ''
  const compared =
    other === null ? '' : `; the random direction, pushed as hard, ${versus(other - rest)}`
  return `Steered reads ${versus(own - rest)} than baseline${compared}.`
}

function versus(difference: number): string {
  const size = Math.abs(difference).toFixed(1)
  return `${size} SD ${difference < 0 ? 'lower' : 'higher'}`
}

function costOf([baseline, steered, random]: readonly LaneText[]): string {
  const own = baseline && steered ? perplexityRatio(steered, baseline) : null
  const other = baseline && random ? perplexityRatio(random, baseline) : null
  if (own === null) return ''
  const price = `The unsteered model finds the steered text ${times(own)} as unlikely as the baseline`
  return other === null ? `${price}.` : `${price}; a random push costs ${times(other)}.`
}

/** A perplexity ratio with its sign of multiplication. */
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`

/** The pushes that a lane was written under: nothing, one, or the first and last of several. */
export function pushLabel(lane: LaneText): string {
  const pushes = coefficientsOf([...lane.prompt, ...lane.reply])
  const [first] = pushes
  const last = pushes.at(-1)
  if (first === undefined || last === undefined) return ''
  if (pushes.length === 1)
    return first === 0 ? '0.00, nothing added' : `${signed(first, 2)}, prompt and reply`
  return `${signed(first, 2)} to ${signed(last, 2)}, moved while writing`
}
