import { unit } from '../math/vector.ts'
import { type DirectionSet, directionAt } from './directionSet.ts'
import { residPost } from './hookPoint.ts'
import type { Intervention } from './intervention.ts'

/**
 * The push of `coefficient` typical norms along the set's direction at a block, or along another direction of
 * (dModel); positive is toward desperate. Nothing at coefficient 0. Throws RangeError for a block the set lacks.
 */
export function pushAlong(
  set: DirectionSet,
  layer: number,
  coefficient: number,
  direction: Float32Array = directionAt(set, layer),
): Intervention[] {
  const typicalNorm = set.typicalNorms[layer]
  if (typicalNorm === undefined) throw new RangeError(`the directions have no block ${layer}`)
  if (coefficient === 0) return []
  return [
    {
      kind: 'add',
      at: residPost(layer),
      vector: unit(direction),
      scale: coefficient * typicalNorm,
      firstPosition: 1,
    },
  ]
}
