import type { LabToken, LaneText } from './lane.ts'

/** Mean reading of the reply in SD, massive tokens left out; null without a reading. */
export function meanReading(lane: LaneText): number | null {
  return mean(lane.reply.filter((token) => !token.massive).map((token) => token.reading))
}

/** exp of the mean negative log-likelihood of the reply under the unsteered model; null without any. */
export function perplexity(lane: LaneText): number | null {
  const logprob = mean(lane.reply.map((token) => token.logprobUnsteered))
  return logprob === null ? null : Math.exp(-logprob)
}

/** A perplexity ratio above which a text is said to break. */
export const BREAKING_RATIO = 1.5

/** How many times less expected the reply is, to the unsteered model, than the baseline's reply. */
export function perplexityRatio(lane: LaneText, baseline: LaneText): number | null {
  const own = perplexity(lane)
  const rest = perplexity(baseline)
  return own === null || rest === null ? null : own / rest
}

/**
 * Index of the first reply token at which two lanes part, or null while they agree. A text that has ended where the
 * other goes on differs there; one that is still being written does not.
 */
export function firstDifference(a: LaneText, b: LaneText): number | null {
  const shared = Math.min(a.reply.length, b.reply.length)
  for (let index = 0; index < shared; index++)
    if (a.reply[index]?.id !== b.reply[index]?.id) return index
  const shorter = a.reply.length < b.reply.length ? a : b
  return a.reply.length !== b.reply.length && shorter.ended === 'stop' ? shared : null
}

/** Coefficients of a reply in order, without repeats in a row: one entry unless the slider was moved. */
export function coefficientsOf(tokens: readonly LabToken[]): number[] {
  return tokens
    .map((token) => token.coefficient)
    .filter((coefficient, index, all) => coefficient !== all[index - 1])
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
