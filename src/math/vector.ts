/** A vector, or rows laid end to end. Sums run in float64 whatever the storage. */
export type Vector = Float32Array | Float64Array

/** The inner product. Throws RangeError when the lengths differ. */
export function dot(a: Vector, b: Vector): number {
  requireSameLength(a, b)
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** The Euclidean length. */
export const norm = (a: Vector): number => Math.sqrt(dot(a, a))

/** The vector of length 1 that points the same way. Throws RangeError for a zero or non-finite vector. */
export function unit(a: Vector): Float32Array {
  const length = norm(a)
  if (!(length > 0) || length === Number.POSITIVE_INFINITY)
    throw new RangeError(`a vector of length ${length} has no direction`)
  return scaled(a, 1 / length)
}

/** a · factor, as a new vector. */
export function scaled(a: Vector, factor: number): Float32Array {
  const out = new Float32Array(a.length)
  for (let i = 0; i < a.length; i++) out[i] = a[i]! * factor
  return out
}

/** a + factor · b, as a new vector. Throws RangeError when the lengths differ. */
export function addScaled(a: Vector, b: Vector, factor: number): Float32Array {
  requireSameLength(a, b)
  const out = new Float32Array(a.length)
  for (let i = 0; i < a.length; i++) out[i] = a[i]! + factor * b[i]!
  return out
}

/** The cosine of the angle between two vectors, −1 … 1. Throws RangeError when one of them is zero. */
export function cosine(a: Vector, b: Vector): number {
  const lengths = norm(a) * norm(b)
  if (!(lengths > 0)) throw new RangeError('a zero vector has no angle')
  return Math.min(1, Math.max(-1, dot(a, b) / lengths))
}

/** The mean of rows of `size` numbers laid end to end, (size). Throws RangeError without whole rows. */
export function meanOfRows(rows: Vector, size: number): Float64Array {
  const count = rows.length / size
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${rows.length} numbers are not rows of ${size}`)
  const mean = new Float64Array(size)
  for (let start = 0; start < rows.length; start += size)
    for (let i = 0; i < size; i++) mean[i]! += rows[start + i]!
  return mean.map((sum) => sum / count)
}

function requireSameLength(a: Vector, b: Vector): void {
  if (a.length !== b.length)
    throw new RangeError(`vectors of length ${a.length} and ${b.length} do not belong together`)
}
