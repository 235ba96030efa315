import { describe, expect, it } from 'vitest'
import { murmur3, stream, xoshiro128 } from '../../src/math/seededStream.ts'
import { mean, standardDeviation } from '../../src/math/statistics.ts'

const draw = (count: number, next: () => number) => Array.from({ length: count }, next)

describe('stream', () => {
  it('gives the same numbers for good', () => {
    // Reference: the same definition written in Python with whole numbers.
    expect(draw(3, stream(7).uniform)).toEqual([
      0.5200914965450733, 0.815183874653478, 0.389387012281589,
    ])
    expect(draw(2, stream(7, 'random', 3).uniform)).toEqual([0.1650026369442522, 0.879780391641268])
  })

  it('names substreams apart', () => {
    const starts = [
      stream(1),
      stream(2),
      stream(1, 2),
      stream(1, '2'),
      stream(1, 'a', 'b'),
      stream(1, 'a,b'),
    ]
    expect(new Set(starts.map(({ uniform }) => uniform())).size).toBe(starts.length)
  })

  it('is uniform in [0, 1) and uncorrelated with its neighbor', () => {
    const a = draw(20_000, stream(3).uniform)
    const b = draw(20_000, stream(4).uniform)
    expect(Math.min(...a)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...a)).toBeLessThan(1)
    expect(mean(a)).toBeCloseTo(0.5, 2)
    expect(standardDeviation(a)).toBeCloseTo(Math.sqrt(1 / 12), 2)
    expect(Math.abs(mean(a.map((x, i) => (x - 0.5) * (b[i]! - 0.5))))).toBeLessThan(0.002)
  })

  it('has Gaussian moments', () => {
    const values = draw(40_000, stream(5).gaussian)
    expect(Math.abs(mean(values))).toBeLessThan(0.02)
    expect(standardDeviation(values)).toBeCloseTo(1, 1)
    expect(mean(values.map((x) => x ** 4))).toBeGreaterThan(2.85)
    expect(mean(values.map((x) => x ** 4))).toBeLessThan(3.15)
  })

  it('refuses seeds that are not whole', () => {
    expect(() => stream(0.5)).toThrow(RangeError)
    expect(() => stream(1, Number.NaN)).toThrow(RangeError)
  })
})

describe('xoshiro128', () => {
  it('equals the reference of its authors from the state 1, 2, 3, 4', () => {
    const state: [number, number, number, number] = [1, 2, 3, 4]
    expect(draw(10, () => xoshiro128(state))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ])
  })
})

describe('murmur3', () => {
  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['aaa', 0x9747b28c, 0x283e0130],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['hello', 0, 0x248bfa47],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ])('equals the published value of "%s" with seed %i', (text, seed, expected) => {
    expect(murmur3(new TextEncoder().encode(text), seed)).toBe(expected)
  })
})
