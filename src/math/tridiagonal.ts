/**
 * Eigenvalues of the symmetric tridiagonal matrix with this diagonal and off-diagonal (one shorter), unsorted.
 * The rows of `carried`, (r, n), are turned along: give the identity for eigenvectors (as columns), or only its
 * last row for their last components. Throws RangeError when an eigenvalue does not converge.
 * Method: implicit QL; Dubrulle, Martin & Wilkinson, "The implicit QL algorithm", Numer. Math. 12, 1968.
 */
export function tridiagonalEigenvalues(
  diagonal: ArrayLike<number>,
  offDiagonal: ArrayLike<number>,
  carried: Float64Array,
): Float64Array {
  const n = diagonal.length
  const d = Float64Array.from(diagonal)
  const e = new Float64Array(n)
  for (let i = 0; i < n - 1; i++) e[i] = offDiagonal[i]!
  for (let l = 0; l < n; l++) {
    for (let turn = 0; ; turn++) {
      const m = firstGap(d, e, l)
      if (m === l) break
      if (turn === 60) throw new RangeError('an eigenvalue does not converge')
      sweep(d, e, l, m, carried)
    }
  }
  return d
}

/** The first m ≥ l at which the matrix falls apart, because e[m] is nothing beside its neighbors. */
function firstGap(d: Float64Array, e: Float64Array, l: number): number {
  for (let m = l; m < d.length - 1; m++)
    if (Math.abs(e[m]!) <= Number.EPSILON * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) return m
  return d.length - 1
}

/** One QL step with Wilkinson's shift on rows l … m, from the bottom up. */
function sweep(d: Float64Array, e: Float64Array, l: number, m: number, carried: Float64Array) {
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!)
  let g = d[m]! - d[l]! + e[l]! / (half + Math.sign(half || 1) * Math.hypot(half, 1))
  let s = 1
  let c = 1
  let p = 0
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]!
    const b = c * e[i]!
    const r = Math.hypot(f, g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1]! -= p
      e[m] = 0
      return
    }
    s = f / r
    c = g / r
    g = d[i + 1]! - p
    const turned = (d[i]! - g) * s + 2 * c * b
    p = s * turned
    d[i + 1] = g + p
    g = c * turned - b
    turn(carried, d.length, i, s, c)
  }
  d[l]! -= p
  e[l] = g
  e[m] = 0
}

/** Turns columns i and i + 1 of every carried row. */
function turn(carried: Float64Array, n: number, i: number, s: number, c: number) {
  for (let at = i; at < carried.length; at += n) {
    const left = carried[at]!
    const right = carried[at + 1]!
    carried[at + 1] = s * left + c * right
    carried[at] = c * left - s * right
  }
}
