import { describe, expect, it } from 'vitest'
import { Covariance } from '../../src/math/covariance.ts'
import { principalComponents } from '../../src/math/principalComponents.ts'
import { rowComponents } from '../../src/math/rowComponents.ts'
import { stream } from '../../src/math/seededStream.ts'
import { dot, norm } from '../../src/math/vector.ts'

const size = 30
const random = stream(3)
const rows = Array.from({ length: 12 }, () =>
  new Float32Array(size).map((_, i) => 3 + random.gaussian() * (1 + (i % 5))),
)

describe('rowComponents', () => {
  it('finds what the covariance of the rows has', () => {
    const covariance = new Covariance(size)
    for (const row of rows) covariance.add(row)
    const expected = principalComponents(covariance.matrix(), 1)
    const found = rowComponents(rows, 3)!
    const total = expected.variances.reduce((sum, variance) => sum + variance, 0)
    for (const [c, vector] of found.vectors.entries()) {
      const other = expected.vectors.subarray(c * size, (c + 1) * size)
      expect(Math.abs(dot(vector, other))).toBeCloseTo(1, 5)
      expect(norm(vector)).toBeCloseTo(1, 6)
      expect(found.shares[c]).toBeCloseTo(expected.variances[c]! / total, 6)
    }
    expect(Array.from(found.mean)).toEqual(
      Array.from(covariance.mean(), (value) => expect.closeTo(value, 5)),
    )
  })

  it('is null where rows differ along fewer directions', () => {
    const line = [1, 2, 3, 4].map((t) => new Float32Array([t, 2 * t, 0]))
    expect(rowComponents(line, 1)).not.toBeNull()
    expect(rowComponents(line, 2)).toBeNull()
    expect(rowComponents([line[0]!, line[0]!], 1)).toBeNull()
    expect(() => rowComponents([], 1)).toThrow(RangeError)
  })
})
