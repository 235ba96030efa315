import { describe, expect, it } from 'vitest'
import { Covariance } from '../../src/math/covariance.ts'
import { principalComponents } from '../../src/math/principalComponents.ts'
import { stream } from '../../src/math/seededStream.ts'
import { rowStart, type SymmetricMatrix, times } from '../../src/math/symmetricMatrix.ts'
import { cosine, dot, norm, unit } from '../../src/math/vector.ts'
import { waves } from './waves.ts'

// Reference: NumPy 2.4.6, np.linalg.eigh of the population covariance of waves.ts; signs so that entry 0 is positive.
const eigenvalues = [186.16928780647504, 138.75138729970573, 0.6599216328121089, 0.5645914393650451]
const firstComponents = [
  [0.5921244501086366, 0.4743305516336036, 0.04957820903733366, -0.33784931423323894],
  [0.23392395820417333, -0.36396299402778476, -0.6019183381054615, -0.37953426527625345],
  [0.3046248798511756, 0.09160503543379903, 0.16315719815830246, 0.30291101605588344],
]

const diagonalMatrix = (values: number[]): SymmetricMatrix => {
  const size = values.length
  const upper = new Float64Array((size * (size + 1)) / 2)
  for (const [i, value] of values.entries()) upper[rowStart(i, size) + i] = value
  return { size, upper }
}

function covarianceOf(rows: Float32Array, size: number): SymmetricMatrix {
  const covariance = new Covariance(size)
  covariance.add(rows)
  return covariance.matrix()
}

describe('principalComponents', () => {
  it('equals NumPy', () => {
    const matrix = covarianceOf(waves.rows, waves.size)
    const { count, variances, vectors } = principalComponents(matrix, 0.987)
    expect(count).toBe(3)
    for (let k = 0; k < 3; k++) {
      expect(variances[k]).toBeCloseTo(eigenvalues[k]!, 8)
      const sign = Math.sign(vectors[k * waves.size]!)
      for (const [i, value] of firstComponents[k]!.entries())
        expect(sign * vectors[k * waves.size + i]!).toBeCloseTo(value, 8)
    }
  })

  it.each([
    [0.5, 1], // the first alone holds .565
    [0.57, 2],
    [0.9859, 2],
    [0.9861, 3],
    [1, 12],
  ])('takes the fewest that reach a share of %f', (share, count) => {
    expect(principalComponents(covarianceOf(waves.rows, waves.size), share).count).toBe(count)
  })

  it('finds planted directions in noise', () => {
    const size = 200
    const random = stream(5)
    const planted = [9, 6].map((strength) => ({
      strength,
      direction: unit(new Float64Array(size).map(() => random.gaussian())),
    }))
    const rows = new Float32Array(4000 * size)
    for (let t = 0; t < 4000; t++) {
      const weights = planted.map(({ strength }) => strength * random.gaussian())
      for (let i = 0; i < size; i++)
        rows[t * size + i] =
          0.1 * random.gaussian() +
          planted.reduce((sum, { direction }, k) => sum + weights[k]! * direction[i]!, 20)
    }
    const { count, vectors } = principalComponents(covarianceOf(rows, size), 0.95)
    expect(count).toBe(2)
    for (const [k, { direction }] of planted.entries())
      expect(
        Math.abs(cosine(vectors.subarray(k * size, (k + 1) * size), direction)),
      ).toBeGreaterThan(0.99)
  })

  it('gives orthonormal eigenvectors where the spectrum falls slowly', () => {
    const size = 160
    const random = stream(6)
    const rows = new Float32Array(900 * size).map(
      (_, at) => random.gaussian() / Math.sqrt((at % size) + 1),
    )
    const matrix = covarianceOf(rows, size)
    const { count, variances, vectors } = principalComponents(matrix, 0.5)
    expect(count).toBeGreaterThan(3)
    const vector = (k: number) => vectors.subarray(k * size, (k + 1) * size)
    for (let k = 0; k < count; k++) {
      const image = times(matrix, vector(k))
      const residual = image.map((value, i) => value - variances[k]! * vector(k)[i]!)
      expect(norm(residual)).toBeLessThan(1e-6 * variances[k]!)
      for (let other = 0; other <= k; other++)
        expect(dot(vector(k), vector(other))).toBeCloseTo(other === k ? 1 : 0, 9)
    }
  })

  it('finds eigenvalues that occur more than once', () => {
    const { count, variances } = principalComponents(diagonalMatrix([5, 1, 5, 1, 5]), 0.8)
    expect(count).toBe(3)
    for (const variance of variances) expect(variance).toBeCloseTo(5, 10)
  })

  it('has no components of a matrix that is zero, and refuses a share of nothing', () => {
    expect(principalComponents(diagonalMatrix([0, 0]), 0.5).count).toBe(0)
    expect(principalComponents(diagonalMatrix([3]), 0.5).count).toBe(1)
    expect(() => principalComponents(diagonalMatrix([3]), 0)).toThrow(RangeError)
  })
})
