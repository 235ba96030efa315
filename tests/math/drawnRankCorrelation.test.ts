import { describe, expect, it } from 'vitest'
import { drawnSpearman } from '../../src/math/drawnRankCorrelation.ts'
import { spearman } from '../../src/math/rankCorrelation.ts'
import { stream } from '../../src/math/seededStream.ts'

const a = [3, 1, 2, 2, 7, -5, 0.5, 2, 9, 4]
const b = [1, 1, 0, 4, 4, -2, 3, 3, 0, 8]

describe('drawnSpearman', () => {
  it('is spearman of the pairs that were drawn, ties and repeats included', () => {
    const random = stream(3, 'draws')
    const rho = drawnSpearman(a, b)
    for (let draw = 0; draw < 200; draw++) {
      const drawn = a.map(() => Math.floor(random.uniform() * a.length))
      const expected = spearman(
        drawn.map((i) => a[i]!),
        drawn.map((i) => b[i]!),
      )
      expect(rho(drawn)).toBeCloseTo(expected!, 12)
    }
  })

  it('is null where a side of the draw is constant', () => {
    const rho = drawnSpearman(a, b)
    expect(rho([2, 3, 7])).toBeNull()
    expect(rho([0, 1, 1])).toBeNull()
  })

  it('refuses sides of different lengths and values that are not numbers', () => {
    expect(() => drawnSpearman([1, 2], [1])).toThrow(RangeError)
    expect(() => drawnSpearman([1, Number.NaN], [1, 2])).toThrow(RangeError)
  })
})
