/** What a detector does that raises the alarm for values strictly above `threshold`. */
export interface RocPoint {
  threshold: number // −Infinity where everything is above
  falseAlarms: number // share of the negatives above, 0 … 1
  detected: number // share of the positives above, 0 … 1
}

/**
 * The operating points of every threshold, ascending in false alarms from (0, 0) to (1, 1); equal
 * values are one step. The area under straight lines between them is `auc`.
 * Throws RangeError for an empty side or a value that is not finite.
 */
export function rocCurve(negatives: ArrayLike<number>, positives: ArrayLike<number>): RocPoint[] {
  const low = descending(negatives)
  const high = descending(positives)
  const thresholds = new Set(
    Float64Array.from([...low, ...high])
      .sort()
      .reverse(),
  )
  const points: RocPoint[] = []
  let alarms = 0
  let hits = 0
  for (const threshold of [...thresholds, Number.NEGATIVE_INFINITY]) {
    while (alarms < low.length && low[alarms]! > threshold) alarms++
    while (hits < high.length && high[hits]! > threshold) hits++
    points.push({ threshold, falseAlarms: alarms / low.length, detected: hits / high.length })
  }
  return points
}

/**
 * The smallest threshold that at most a share `rate` of the negatives lies strictly above: one of
 * them, or −Infinity for a rate of 1. Throws RangeError for a rate outside 0 … 1, for no negatives
 * and for one that is not finite.
 */
export function thresholdAtFalseAlarms(negatives: ArrayLike<number>, rate: number): number {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`a rate of ${rate}`)
  const low = descending(negatives)
  const nearest = Math.round(rate * low.length)
  const allowed = nearest / low.length > rate ? nearest - 1 : nearest
  return low[allowed] ?? Number.NEGATIVE_INFINITY
}

function descending(values: ArrayLike<number>): Float64Array {
  if (values.length === 0) throw new RangeError('there are no values')
  const sorted = Float64Array.from(values).sort().reverse()
  if (!sorted.every(Number.isFinite)) throw new RangeError('a value is not finite')
  return sorted
}
