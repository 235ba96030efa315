import { dot } from '../math/vector.ts'
import { type DirectionSet, directionAt, neutralMeanAt } from './directionSet.ts'

/** What turns a projection at one block into a reading. */
export interface ReadingScale {
  layer: number
  direction: Float32Array // (dModel), unit
  center: number // the projection of the neutral mean
  sd: number // of projections over neutral answer tokens
}

/** The scale of a block of the set. Throws RangeError for a block the set lacks. */
export function readingScale(set: DirectionSet, layer: number): ReadingScale {
  const direction = directionAt(set, layer)
  const center = dot(neutralMeanAt(set, layer), direction)
  return { layer, direction, center, sd: set.readingSd[layer]! }
}

/** The reading in SD over neutral tokens, from the projection h · d; positive is toward desperate. */
export const readingOf = (projection: number, scale: ReadingScale): number =>
  (projection - scale.center) / scale.sd

/** Whether a token's residual is massive, above four times the typical norm of its block; such tokens are masked. */
export const isMassive = (norm: number, typicalNorm: number): boolean => norm > 4 * typicalNorm
