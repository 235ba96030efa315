import { type SeededStream, stream } from './seededStream.ts'

type Values = ArrayLike<number>

/** The arithmetic mean. Throws RangeError for no values, as do all functions here. */
export function mean(values: Values): number {
  requireSome(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** The population standard deviation (divided by n). */
export function standardDeviation(values: Values): number {
  const center = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - center) ** 2
  return Math.sqrt(sum / values.length)
}

/** The median; of an even number of values the lower of the two in the middle, as `torch.median` has it. */
export function median(values: Values): number {
  return sorted(values)[(values.length - 1) >> 1]!
}

/** The value below which a share p of the values lies, linear between neighbors, as `numpy.quantile`. */
export function quantile(values: Values, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile of ${p}`)
  const ascending = sorted(values)
  const place = p * (ascending.length - 1)
  const below = Math.floor(place)
  const low = ascending[below]!
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!
  return low + (place - below) * (high - low)
}

/** The chance that a positive lies above a negative, ties half; .5 is no separation, 1 perfect. */
export function auc(negatives: Values, positives: Values): number {
  requireSome(positives)
  const ascending = sorted(negatives)
  let wins = 0
  for (let i = 0; i < positives.length; i++) {
    const value = positives[i]!
    wins += (countBelow(ascending, value, false) + countBelow(ascending, value, true)) / 2
  }
  return wins / (negatives.length * positives.length)
}

/** An estimate with its interval. */
export interface Interval {
  mean: number
  low: number
  high: number
}

/** The mean over items and its 95 % percentile bootstrap interval; Efron, Ann. Statist. 7, 1979. */
export function bootstrapInterval(values: Values, seed: number, resamples = 2000): Interval {
  const random: SeededStream = stream(seed, 'bootstrap')
  const estimate = mean(values)
  const means = new Float64Array(resamples)
  for (let draw = 0; draw < resamples; draw++) {
    let sum = 0
    for (let i = 0; i < values.length; i++)
      sum += values[Math.floor(random.uniform() * values.length)]!
    means[draw] = sum / values.length
  }
  return { mean: estimate, low: quantile(means, 0.025), high: quantile(means, 0.975) }
}

/** The mean of a − b by item with its bootstrap interval. Throws RangeError when the items do not pair up. */
export function pairedDifference(a: Values, b: Values, seed: number): Interval {
  if (a.length !== b.length)
    throw new RangeError(`${a.length} and ${b.length} values do not pair up`)
  return bootstrapInterval(
    Float64Array.from(a, (value, i) => value - b[i]!),
    seed,
  )
}

/** A rate and its 95 % interval; Wilson, J. Am. Stat. Assoc. 22, 1927. */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (!(trials > 0 && successes >= 0 && successes <= trials))
    throw new RangeError(`${successes} of ${trials} is not a rate`)
  const z = 1.959963984540054
  const rate = successes / trials
  const center = (rate + z ** 2 / (2 * trials)) / (1 + z ** 2 / trials)
  const half =
    (z / (1 + z ** 2 / trials)) *
    Math.sqrt((rate * (1 - rate)) / trials + z ** 2 / (4 * trials ** 2))
  return { mean: rate, low: Math.max(0, center - half), high: Math.min(1, center + half) }
}

/** How many of the ascending values lie below `value`, or at it too. */
function countBelow(ascending: Float64Array, value: number, orAt: boolean): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    const found = ascending[middle]!
    if (found < value || (orAt && found === value)) low = middle + 1
    else high = middle
  }
  return low
}

function sorted(values: Values): Float64Array {
  requireSome(values)
  return Float64Array.from(values).sort()
}

function requireSome(values: Values): void {
  if (values.length === 0) throw new RangeError('there are no values')
}
