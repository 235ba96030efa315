import { type Interval, mean } from '../../math/statistics.ts'
import type { Condition as RuleCondition } from '../verdict.ts'
import { type Condition, conditionName, isBaseline } from './condition.ts'
import type { Reply } from './replies.ts'
import { textCosts } from './textEffect.ts'

/**
 * Where text counts as broken: at this perplexity ratio every token is, in the geometric mean, half as probable as one
 * of a text at rest. The usual limit of use is 1.5; phrase loops and salad lie at 3 and above.
 */
export const brokenRatio = 2
/** Loops are cheap by perplexity, so repeats are counted too: this many more of 1 than at rest. */
const brokenRepeats = 0.2

/** How well the text under a push holds together, beside the text at rest. */
export interface Coherence {
  condition: Condition
  ratio: Interval | null // of perplexities, steered to baseline; null where a side has no tokens
  repeats: number // share of three-word runs that occurred before in their text
  atRest: number // the same of the baseline
}

/** The coherence of the replies under one push. Throws RangeError without such replies, or without a baseline. */
export function coherenceOf(
  replies: readonly Reply[],
  condition: Condition,
  seed: number,
): Coherence {
  const rest = replies.filter((reply) => isBaseline(reply.condition))
  const name = conditionName(condition)
  const pushed = replies.filter((reply) => conditionName(reply.condition) === name)
  const both = [...rest, ...pushed]
  const item = ({ prompt, seed: run }: Reply) => `${prompt} ${run}`
  const counted = new Set(rest.filter(({ nll }) => nll !== null).map(item))
  const some = pushed.some((reply) => reply.nll !== null && counted.has(item(reply)))
  return {
    condition,
    ratio: some ? textCosts(both, seed)[0]!.ratio : null,
    repeats: mean(pushed.map(({ text }) => repeatedShare(text))),
    atRest: mean(rest.map(({ text }) => repeatedShare(text))),
  }
}

/** What must hold for text under pushes to count as text. */
export const coherenceRules = (pushes: readonly Coherence[]): RuleCondition[] => [
  {
    name: 'perplexity',
    asks: `a token is at most ${brokenRatio} times as unexpected as at rest`,
    holds: pushes.every(({ ratio }) => ratio !== null && ratio.mean <= brokenRatio),
  },
  {
    name: 'repeats',
    asks: `at most ${brokenRepeats} more of the three-word runs are repeats than at rest`,
    holds: pushes.every(({ repeats, atRest }) => repeats - atRest <= brokenRepeats),
  },
]

/** The share of three-word runs that occurred before in the text, 0 … 1; 0 for a text of fewer words. */
function repeatedShare(text: string): number {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []
  const runs = words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`)
  return runs.length === 0 ? 0 : 1 - new Set(runs).size / runs.length
}
