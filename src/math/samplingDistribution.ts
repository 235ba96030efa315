import { topIds } from './topIds.ts'

/** How logits become a distribution. The cuts act in this order: penalty, temperature, top-k, top-p. */
export interface SamplingCuts {
  repetitionPenalty: number // 1 is off
  temperature: number // 0 is greedy
  topK: number // 0 is off
  topP: number // 1 is off
}

/** What can be drawn, the most probable first. */
export interface SamplingDistribution {
  ids: Uint32Array
  probabilities: Float64Array // they sum to 1
}

/**
 * What may come next after `seen` ids. Equal logits go to the lower id, so that top-k keeps exactly k.
 * Throws RangeError for cuts outside their range and for logits that hold NaN or nothing finite.
 * Penalty: Keskar et al., CTRL, 2019, as Hugging Face applies it; top-p: Holtzman et al., 2020.
 */
export function samplingDistribution(
  logits: Float32Array,
  cuts: SamplingCuts,
  seen: Iterable<number>,
): SamplingDistribution {
  checkCuts(cuts)
  const { temperature, topK, topP } = cuts
  const penalized = penalize(logits, cuts.repetitionPenalty, seen)
  const count = temperature === 0 ? 1 : topK === 0 ? logits.length : Math.min(topK, logits.length)
  const ids = topIds(penalized, count)
  const highest = penalized[ids[0]!]
  if (highest === undefined || !Number.isFinite(highest))
    throw new RangeError('the logits hold nothing finite to choose')
  if (temperature === 0) return { ids, probabilities: Float64Array.of(1) }
  const weights = new Float64Array(count)
  let total = 0
  for (let rank = 0; rank < count; rank++) {
    const weight = Math.exp((penalized[ids[rank]!]! - highest) / temperature)
    weights[rank] = weight
    total += weight
  }
  const kept = topP < 1 ? prefixReaching(weights, topP * total) : count
  const probabilities = weights.subarray(0, kept)
  let mass = 0
  for (let rank = 0; rank < kept; rank++) mass += probabilities[rank]!
  for (let rank = 0; rank < kept; rank++) probabilities[rank]! /= mass
  return { ids: ids.subarray(0, kept), probabilities }
}

/** The id that a uniform u in [0, 1) falls on, by the inverse of the cumulative distribution. */
export function sample({ ids, probabilities }: SamplingDistribution, u: number): number {
  if (!(u >= 0 && u < 1)) throw new RangeError(`${u} is not in [0, 1)`)
  let cumulative = 0
  for (let rank = 0; rank < ids.length; rank++) {
    cumulative += probabilities[rank]!
    if (u < cumulative) return ids[rank]!
  }
  return ids[ids.length - 1]! // u lies in what rounding left over
}

/** The natural logarithm of the probability of `id`, before any temperature, penalty or cut. */
export function logProbability(logits: Float32Array, id: number): number {
  const logit = logits[id]
  if (logit === undefined) throw new RangeError(`there is no id ${id} among ${logits.length}`)
  return logit - logSumExp(logits)
}

/** The natural logarithm of the sum of exponentials; −∞ for nothing, NaN where a value is NaN. */
export function logSumExp(values: Float32Array): number {
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) if (values[i]! > highest) highest = values[i]!
  if (highest === Number.NEGATIVE_INFINITY || highest === Number.POSITIVE_INFINITY) return highest
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - highest)
  return highest + Math.log(sum)
}

/** Divides the positive and multiplies the other logits of seen ids, each once. */
function penalize(logits: Float32Array, penalty: number, seen: Iterable<number>): Float32Array {
  if (penalty === 1) return logits
  const penalized = logits.slice()
  for (const id of new Set(seen)) {
    const logit = logits[id]
    if (logit !== undefined) penalized[id] = logit > 0 ? logit / penalty : logit * penalty
  }
  return penalized
}

/** The length of the shortest prefix that reaches `wanted`; at least one. */
function prefixReaching(weights: Float64Array, wanted: number): number {
  let held = 0
  for (let rank = 0; rank < weights.length; rank++) {
    held += weights[rank]!
    if (held >= wanted) return rank + 1
  }
  return weights.length
}

function checkCuts({ repetitionPenalty, temperature, topK, topP }: SamplingCuts): void {
  if (!(repetitionPenalty > 0 && repetitionPenalty < Number.POSITIVE_INFINITY))
    throw new RangeError(`a repetition penalty must be above 0, not ${repetitionPenalty}`)
  if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY))
    throw new RangeError(`a temperature must be 0 or above, not ${temperature}`)
  if (!Number.isInteger(topK) || topK < 0)
    throw new RangeError(`top-k must be a whole number from 0 on, not ${topK}`)
  if (!(topP > 0 && topP <= 1)) throw new RangeError(`top-p must be in (0, 1], not ${topP}`)
}
