import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Covariance } from '../../src/math/covariance.ts'
import { stream } from '../../src/math/seededStream.ts'
import { rowStart, times, trace } from '../../src/math/symmetricMatrix.ts'
import { waves } from './waves.ts'

// Reference: NumPy 2.4.6, float64, on the rows of waves.ts: X.mean(0); C = (X − m).T @ (X − m) / 50.
const firstMeans = [0.225864394903183, 0.287019807100296, 0.13707824170589447, 39.923335571289066]
const firstRow = [73.15619666571972, 40.37997470544188, -14.01491798832202, -49.407829005526125]
const entry5and11 = 2.2196080412861665

describe('Covariance', () => {
  it('equals NumPy however the rows arrive', () => {
    const { rows, size } = waves
    for (const atOnce of [1, 7, 50]) {
      const covariance = new Covariance(size)
      for (let t = 0; t < 50; t += atOnce)
        covariance.add(rows.subarray(t * size, Math.min(t + atOnce, 50) * size))
      expect(covariance.count).toBe(50)
      const mean = covariance.mean()
      for (const [i, value] of firstMeans.entries()) expect(mean[i]).toBeCloseTo(value, 9)
      const { upper } = covariance.matrix()
      for (const [j, value] of firstRow.entries()) expect(upper[j]).toBeCloseTo(value, 8)
      expect(upper[rowStart(5, size) + 11]).toBeCloseTo(entry5and11, 9)
    }
  })

  it('equals the definition for every size and count', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 140 }))
    fc.assert(
      fc.property(shape, fc.integer({ min: 0, max: 999 }), ([size, count], seed) => {
        const random = stream(seed)
        const rows = new Float32Array(count * size).map(() => random.gaussian() + 3)
        const covariance = new Covariance(size)
        covariance.add(rows)
        const mean = covariance.mean()
        const { upper } = covariance.matrix()
        for (let i = 0; i < size; i++)
          for (let j = i; j < size; j++) {
            let sum = 0
            for (let t = 0; t < count; t++)
              sum += (rows[t * size + i]! - mean[i]!) * (rows[t * size + j]! - mean[j]!)
            expect(upper[rowStart(i, size) + j]).toBeCloseTo(sum / count, 9)
          }
      }),
      { numRuns: 60 },
    )
  })

  it('can be read and then added to', () => {
    const covariance = new Covariance(2)
    covariance.add(Float32Array.of(1, 0))
    expect(trace(covariance.matrix())).toBe(0)
    covariance.add(Float32Array.of(3, 0))
    expect([...covariance.matrix().upper]).toEqual([1, 0, 0])
  })

  it('refuses broken rows and has nothing to say of none', () => {
    expect(() => new Covariance(2).add(new Float32Array(3))).toThrow(RangeError)
    expect(() => new Covariance(2).mean()).toThrow(RangeError)
  })
})

describe('times', () => {
  it('multiplies as the full matrix would', () => {
    const matrix = { size: 3, upper: Float64Array.of(1, 2, 3, 4, 5, 6) } // [[1 2 3] [2 4 5] [3 5 6]]
    expect([...times(matrix, Float64Array.of(1, 10, 100))]).toEqual([321, 542, 653])
    expect(trace(matrix)).toBe(11)
    expect(() => times(matrix, new Float64Array(2))).toThrow(RangeError)
  })
})
