import { mean } from './statistics.ts'

/**
 * Sums of squares and products of the deviations from the two means; a constant side has exactly 0.
 * Throws RangeError when lengths differ, for fewer than 2 values and where one is not finite.
 */
export function comoments(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { xx: number; xy: number; yy: number } {
  if (x.length !== y.length)
    throw new RangeError(`${x.length} and ${y.length} values do not pair up`)
  if (x.length < 2) throw new RangeError(`${x.length} values do not vary together`)
  const dx = deviations(x)
  const dy = deviations(y)
  const sums = { xx: 0, xy: 0, yy: 0 }
  for (let i = 0; i < dx.length; i++) {
    sums.xx += dx[i]! * dx[i]!
    sums.xy += dx[i]! * dy[i]!
    sums.yy += dy[i]! * dy[i]!
  }
  if (!Number.isFinite(sums.xx + sums.yy)) throw new RangeError('a value is not finite')
  return sums
}

/** Values minus their mean; the first is subtracted before, so that equal values leave no rounding. */
function deviations(values: ArrayLike<number>): Float64Array {
  const first = values[0]!
  const shifted = Float64Array.from(values, (value) => value - first)
  const center = mean(shifted)
  return shifted.map((value) => value - center)
}
