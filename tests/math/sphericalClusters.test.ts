import { describe, expect, it } from 'vitest'
import { adjustedRand } from '../../src/math/adjustedRand.ts'
import { stream } from '../../src/math/seededStream.ts'
import { sphericalClusters } from '../../src/math/sphericalClusters.ts'
import { unit } from '../../src/math/vector.ts'

const random = stream(11)
const gaussian = () => new Float64Array(12).map(() => random.gaussian())
const centers = Array.from({ length: 4 }, gaussian)
const kinds = Array.from({ length: 40 }, (_, i) => i % 4)
const rows = kinds.map((kind) => {
  const noise = gaussian()
  return unit(centers[kind]!.map((value, d) => value + 0.2 * noise[d]!))
})

describe('sphericalClusters', () => {
  it('finds planted clusters, numbered by their first row', () => {
    const found = sphericalClusters(rows, 4, 1)
    expect(adjustedRand(found, kinds)).toBe(1)
    expect(Array.from(found.subarray(0, 4))).toEqual([0, 1, 2, 3])
  })

  it('is the same for the same seed', () => {
    expect(sphericalClusters(rows, 7, 3)).toEqual(sphericalClusters(rows, 7, 3))
  })

  it('counts rows by their direction: equal ones share a cluster, and there may be fewer', () => {
    const same = [rows[0]!, rows[0]!, rows[1]!, rows[1]!]
    expect(Array.from(sphericalClusters(same, 3, 1))).toEqual([0, 0, 1, 1])
  })

  it('refuses more clusters than rows', () => {
    expect(() => sphericalClusters(rows, 41, 1)).toThrow(RangeError)
    expect(() => sphericalClusters(rows, 0, 1)).toThrow(RangeError)
  })
})
