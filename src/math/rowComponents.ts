import { principalComponents } from './principalComponents.ts'
import { rowStart, type SymmetricMatrix, trace } from './symmetricMatrix.ts'
import { dot, norm } from './vector.ts'

/** The leading principal components of a few long rows. */
export interface RowComponents {
  mean: Float64Array // (size), of the rows
  vectors: Float32Array[] // (count, size), orthonormal; the sign of each means nothing
  shares: number[] // of the variance, (count)
}

const wanted = [0.3, 0.9, 1] // of the variance: more is asked for where less holds too few components

/**
 * The first `count` principal components of rows of one length, from the products of rows with each other: for few rows
 * that is quicker than their covariance. Null where the rows differ along fewer directions. Throws RangeError without rows.
 * Jolliffe, Principal Component Analysis, 2002, section 3.5.
 */
export function rowComponents(
  rows: readonly (Float32Array | Float64Array)[],
  count: number,
): RowComponents | null {
  const mean = meanOf(rows)
  const deviations = rows.map((row) => Float64Array.from(row, (value, i) => value - mean[i]!))
  const products = productsOf(deviations)
  const total = trace(products)
  if (!(total > 0)) return null
  for (const share of wanted) {
    const found = principalComponents(products, share)
    if (found.count < count) continue
    const shares = Array.from(found.variances.subarray(0, count), (value) => value / total)
    if (!(shares[count - 1]! > 1e-12)) return null // rounding only
    const vectors = shares.map((_, c) =>
      turnedBack(found.vectors.subarray(c * rows.length, (c + 1) * rows.length), deviations),
    )
    return { mean, vectors, shares }
  }
  return null
}

function meanOf(rows: readonly (Float32Array | Float64Array)[]): Float64Array {
  const [first] = rows
  if (!first) throw new RangeError('there are no rows')
  const mean = new Float64Array(first.length)
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i]! += row[i]! / rows.length
  return mean
}

function productsOf(rows: readonly Float64Array[]): SymmetricMatrix {
  const size = rows.length
  const upper = new Float64Array((size * (size + 1)) / 2)
  for (const [i, row] of rows.entries())
    for (let j = i; j < size; j++) upper[rowStart(i, size) + j] = dot(row, rows[j]!)
  return { size, upper }
}

/** The component whose scores over the rows are proportional to `weights`. */
function turnedBack(weights: Float64Array, rows: readonly Float64Array[]): Float32Array {
  const sum = new Float64Array(rows[0]!.length)
  for (const [r, row] of rows.entries())
    for (let i = 0; i < sum.length; i++) sum[i]! += weights[r]! * row[i]!
  const length = norm(sum)
  return Float32Array.from(sum, (value) => value / length)
}
