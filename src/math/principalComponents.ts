import { type SeededStream, stream } from './seededStream.ts'
import { type SymmetricMatrix, times, trace } from './symmetricMatrix.ts'
import { tridiagonalEigenvalues } from './tridiagonal.ts'
import { dot, norm } from './vector.ts'

/** Leading eigenvectors of a covariance, the largest variance first. */
export interface PrincipalComponents {
  count: number
  variances: Float64Array // (count)
  vectors: Float64Array // (count, size), orthonormal rows; the sign of a row means nothing
}

const checkEvery = 32 // Lanczos steps
const tolerance = 1e-8 // of an eigenvalue, on the residual of its eigenvector

/**
 * The fewest principal components that together hold at least `share` of the variance; none of a zero matrix.
 * Method: Lanczos with full reorthogonalization (Parlett, The Symmetric Eigenvalue Problem, 1980, ch. 13).
 */
export function principalComponents(
  covariance: SymmetricMatrix,
  share: number,
): PrincipalComponents {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share}`)
  const { size } = covariance
  const total = trace(covariance)
  if (!(total > 0))
    return { count: 0, variances: new Float64Array(0), vectors: new Float64Array(0) }
  const random = stream(0, 'principalComponents', size)
  const basis = [randomDirectionBeside([], size, random)]
  const diagonal: number[] = []
  const offDiagonal: number[] = []
  for (;;) {
    const newest = basis[basis.length - 1]!
    const image = times(covariance, newest)
    diagonal.push(dot(image, newest))
    orthogonalize(image, basis)
    const left = norm(image)
    const exhausted = basis.length === size
    const closed = left <= 1e-13 * total // the basis spans an invariant subspace: go on beside it
    if (exhausted || (!closed && basis.length % checkEvery === 0)) {
      const count = converged(diagonal, offDiagonal, exhausted ? 0 : left, total * share)
      if (count > 0) return assemble(basis, diagonal, offDiagonal, count)
    }
    offDiagonal.push(closed ? 0 : left)
    basis.push(closed ? randomDirectionBeside(basis, size, random) : image.map((x) => x / left))
  }
}

/** How many leading eigenvalues reach `wanted`, or 0 while they or their eigenvectors are not settled. */
function converged(
  diagonal: number[],
  offDiagonal: number[],
  left: number,
  wanted: number,
): number {
  const steps = diagonal.length
  const lastRow = new Float64Array(steps)
  lastRow[steps - 1] = 1
  const values = tridiagonalEigenvalues(diagonal, offDiagonal, lastRow)
  const order = descending(values)
  let held = 0
  for (const [rank, column] of order.entries()) {
    if (left > 0 && left * Math.abs(lastRow[column]!) > tolerance * values[column]!) return 0
    held += values[column]!
    if (held >= wanted) return rank + 1
  }
  return left === 0 ? steps : 0 // rounding may leave the last bit of a share of 1 unreached
}

/** Turns the first `count` eigenvectors of the small problem back into the space of the covariance. */
function assemble(
  basis: Float64Array[],
  diagonal: number[],
  offDiagonal: number[],
  count: number,
): PrincipalComponents {
  const steps = basis.length
  const size = basis[0]!.length
  const columns = new Float64Array(steps * steps) // (step, eigenvector)
  for (let i = 0; i < steps; i++) columns[i * steps + i] = 1
  const values = tridiagonalEigenvalues(diagonal, offDiagonal, columns)
  const variances = new Float64Array(count)
  const vectors = new Float64Array(count * size)
  for (const [rank, column] of descending(values).slice(0, count).entries()) {
    variances[rank] = values[column]!
    for (const [step, direction] of basis.entries()) {
      const weight = columns[step * steps + column]!
      for (let i = 0; i < size; i++) vectors[rank * size + i]! += weight * direction[i]!
    }
  }
  return { count, variances, vectors }
}

const descending = (values: Float64Array): number[] =>
  [...values.keys()].sort((a, b) => values[b]! - values[a]!)

/** Takes out of `vector`, in place, what lies along the basis; twice, for once is not enough in floats. */
function orthogonalize(vector: Float64Array, basis: Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++)
    for (const direction of basis) {
      const along = dot(vector, direction)
      for (let i = 0; i < vector.length; i++) vector[i]! -= along * direction[i]!
    }
}

function randomDirectionBeside(basis: Float64Array[], size: number, random: SeededStream) {
  const vector = new Float64Array(size).map(() => random.gaussian())
  orthogonalize(vector, basis)
  const length = norm(vector)
  return vector.map((x) => x / length)
}
