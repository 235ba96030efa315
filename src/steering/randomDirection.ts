import { stream } from '../math/seededStream.ts'
import { unit } from '../math/vector.ts'

/** A unit direction of (dModel) that prefers no axis, to be used at every block; the same for the same seed. */
export function randomDirection(dModel: number, seed: number): Float32Array {
  const random = stream(seed, 'randomDirection')
  return unit(new Float64Array(dModel).map(() => random.gaussian()))
}
