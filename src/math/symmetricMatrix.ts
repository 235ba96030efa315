/** A symmetric matrix by its upper triangle, row after row: entry (i, j ≥ i) stands at `rowStart(i, size) + j`. */
export interface SymmetricMatrix {
  size: number
  upper: Float64Array // (size · (size + 1) / 2)
}

/** Where row i would begin if its first i entries were stored too. */
export const rowStart = (i: number, size: number): number => i * size - (i * (i + 1)) / 2

/** The sum of the diagonal. */
export function trace({ size, upper }: SymmetricMatrix): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += upper[rowStart(i, size) + i]!
  return sum
}

/** Matrix times vector, (size). */
export function times({ size, upper }: SymmetricMatrix, x: Float64Array): Float64Array {
  if (x.length !== size) throw new RangeError(`a vector of ${x.length} for a matrix of ${size}`)
  const y = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const row = rowStart(i, size)
    const xi = x[i]!
    let sum = upper[row + i]! * xi
    for (let j = i + 1; j < size; j++) {
      const entry = upper[row + j]!
      sum += entry * x[j]!
      y[j]! += entry * xi
    }
    y[i]! += sum
  }
  return y
}
