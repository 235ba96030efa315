import { bootstrapInterval, type Interval, mean } from '../../math/statistics.ts'

/** Mean negative log-likelihood in nats a token, from natural log-probabilities; null for no tokens. */
export const meanNll = (logprobs: readonly number[]): number | null =>
  logprobs.length === 0 ? null : -mean(logprobs)

/**
 * exp(NLL of a text) / exp(NLL of its baseline), above 1 where the text is less expected. Over items it is the
 * geometric mean of their ratios, with the bootstrap interval over items. Throws RangeError without items.
 */
export function meanPerplexityRatio(
  items: readonly { nll: number; baseline: number }[],
  seed: number,
): Interval {
  const logs = items.map(({ nll, baseline }) => nll - baseline)
  const { mean: center, low, high } = bootstrapInterval(logs, seed)
  return { mean: Math.exp(center), low: Math.exp(low), high: Math.exp(high) }
}
