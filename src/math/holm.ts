/**
 * p-values adjusted for their number, in the given order and at most 1. Where all that are at most α are
 * called significant, the chance of any false call is at most α. Throws RangeError for a p outside 0 … 1.
 * Holm, Scand. J. Statist. 6, 1979.
 */
export function holm(pValues: ArrayLike<number>): number[] {
  const count = pValues.length
  const order = Array.from(pValues, (p, i) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value of ${p}`)
    return i
  }).sort((i, j) => pValues[i]! - pValues[j]!)
  const adjusted = new Array<number>(count).fill(1)
  let largest = 0
  for (const [rank, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (count - rank) * pValues[i]!))
    adjusted[i] = largest
  }
  return adjusted
}
