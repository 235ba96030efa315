import { comoments } from './comoments.ts'

/**
 * The ranks of values, the smallest 1, (n); equal values share the mean of their ranks.
 * Throws RangeError for a NaN.
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (value, i) => {
    if (Number.isNaN(value)) throw new RangeError(`value ${i} is not a number`)
    return i
  }).sort((i, j) => (values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : 0))
  const ranked = new Float64Array(order.length)
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let at = start; at < end; at++) ranked[order[at]!] = (start + 1 + end) / 2
  }
  return ranked
}

/**
 * The linear correlation of pairs, −1 … 1, or null where a side is constant.
 * Throws RangeError when lengths differ, for fewer than 2 values and where one is not finite.
 */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const { xx, xy, yy } = comoments(a, b)
  if (xx === 0 || yy === 0) return null
  return Math.min(1, Math.max(-1, xy / (Math.sqrt(xx) * Math.sqrt(yy))))
}

/**
 * The correlation of the ranks, −1 … 1, positive where b rises with a; null where a side is constant.
 * Throws RangeError when lengths differ, for fewer than 2 values and for a NaN.
 * Spearman, Am. J. Psychol. 15, 1904.
 */
export const spearman = (a: ArrayLike<number>, b: ArrayLike<number>): number | null =>
  pearson(ranks(a), ranks(b))
