import { describe, expect, it } from 'vitest'
import { permutationTest, signFlipTest } from '../../src/math/permutationTest.ts'
import { stream } from '../../src/math/seededStream.ts'
import { mean } from '../../src/math/statistics.ts'
import golden from '../golden/statistics.json'

const { a, b, difference, p } = golden.permutation
const pooled = [...a, ...b]
const differenceOf = (order: readonly number[]) => {
  const values = order.map((i) => pooled[i]!)
  return mean(values.slice(0, a.length)) - mean(values.slice(a.length))
}
const asTheyAre = pooled.map((_, i) => i)

describe('permutationTest', () => {
  it('has the exact p of SciPy within the sampling error of its draws', () => {
    const draws = 20_000
    const observed = differenceOf(asTheyAre)
    expect(observed).toBeCloseTo(difference, 12)
    const found = permutationTest(observed, differenceOf, pooled.length, 1, draws)
    expect(Math.abs(found - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / draws))
    expect(permutationTest(observed, differenceOf, pooled.length, 1, draws)).toBe(found)
  })

  it('shows the statistic every order equally often', () => {
    const seen = new Map<string, number>()
    const note = (order: readonly number[]) => {
      seen.set(order.join(), (seen.get(order.join()) ?? 0) + 1)
      return 0
    }
    permutationTest(1, note, 3, 5, 6000)
    expect([...seen.keys()].sort()).toEqual(['0,1,2', '0,2,1', '1,0,2', '1,2,0', '2,0,1', '2,1,0'])
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(150)
  })

  it('is never 0, and 1 where no order changes anything', () => {
    expect(permutationTest(10, () => 0, 4, 0, 99)).toBe(0.01)
    expect(permutationTest(0.3, () => 0.1 + 0.2, 4, 0, 99)).toBe(1)
    expect(permutationTest(0.1 + 0.2, () => 0.3, 4, 0, 99)).toBe(1)
  })

  it('finds nothing in shuffled labels more often than it says', () => {
    const random = stream(8, 'null')
    let found = 0
    for (let study = 0; study < 200; study++) {
      const values = Array.from({ length: 12 }, () => random.gaussian())
      const statistic = (order: readonly number[]) => mean(order.slice(0, 6).map((i) => values[i]!))
      const observed = mean(values.slice(0, 6))
      if (permutationTest(observed, statistic, 12, study, 199) <= 0.1) found++
    }
    expect(found).toBeGreaterThan(6)
    expect(found).toBeLessThan(37)
  })

  it('refuses no units, no draws and what is not a number', () => {
    expect(() => permutationTest(0, () => 0, 0, 0)).toThrow(RangeError)
    expect(() => permutationTest(0, () => 0, 3, 0, 0)).toThrow(RangeError)
    expect(() => permutationTest(Number.NaN, () => 0, 3, 0)).toThrow(RangeError)
    expect(() => permutationTest(Number.POSITIVE_INFINITY, () => 0, 3, 0)).toThrow(RangeError)
    expect(() => permutationTest(0, () => Number.NaN, 3, 0)).toThrow(RangeError)
  })
})

describe('signFlipTest', () => {
  it('equals SciPy, exactly up to 14 values and within its sampling error above', () => {
    for (const { values, p: expected } of golden.signFlip) {
      const found = signFlipTest(values, 2, 20_000)
      if (values.length <= 14) expect(found).toBeCloseTo(expected, 12)
      else expect(Math.abs(found - expected)).toBeLessThan(0.014)
    }
  })

  it('is two-sided, and counts only its own signs where all differences agree', () => {
    expect(signFlipTest([1, 2, 3, 4], 0)).toBe(2 / 16)
    expect(signFlipTest([-1, -2, -3, -4], 0)).toBe(2 / 16)
    expect(signFlipTest([0, 0, 0], 0)).toBe(1)
    expect(signFlipTest(new Float64Array(15), 0)).toBe(1)
    expect(signFlipTest(new Float64Array(40).fill(1), 0, 999)).toBe(0.001)
  })

  it('needs no seed where it is exact', () => {
    expect(signFlipTest([0.5, -0.1, 0.9], 1)).toBe(signFlipTest([0.5, -0.1, 0.9], 2))
  })

  it('refuses no values, no draws and what is not finite', () => {
    expect(() => signFlipTest([], 0)).toThrow(RangeError)
    expect(() => signFlipTest([1], 0, 0)).toThrow(RangeError)
    expect(() => signFlipTest([1, Number.NaN], 0)).toThrow(RangeError)
  })
})
