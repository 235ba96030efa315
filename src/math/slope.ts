import { comoments } from './comoments.ts'

/**
 * The least squares slope, in units of y by unit of x; positive where y rises with x.
 * Throws RangeError when x is constant, when lengths differ, for fewer than 2 values and where one
 * is not finite.
 */
export function slope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const { xx, xy } = comoments(x, y)
  if (xx === 0) throw new RangeError('there is no slope over a constant x')
  return xy / xx
}
