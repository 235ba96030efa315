import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  logProbability,
  logSumExp,
  sample,
  samplingDistribution,
} from '../../src/math/samplingDistribution.ts'
import { stream } from '../../src/math/seededStream.ts'
import { topIds } from '../../src/math/topIds.ts'

const off = { repetitionPenalty: 1, temperature: 1, topK: 0, topP: 1 }
const logits = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i * 2.3) * 4)

// Reference: NumPy 2.4.6 and SciPy 1.17.1 (logsumexp, softmax) on the float32 logits sin(2.3 i) · 4, i < 40,
// in the order of Hugging Face's processors.
describe('samplingDistribution', () => {
  it('equals NumPy with every cut on', () => {
    const cuts = { repetitionPenalty: 1.3, temperature: 0.8, topK: 10, topP: 0.9 }
    const { ids, probabilities } = samplingDistribution(logits, cuts, [1, 5, 6, 5])
    expect([...ids]).toEqual([28, 39, 17, 9, 20, 36, 31, 25])
    const expected = [
      0.17538842735193366, 0.16392891514937127, 0.1632074589662373, 0.14442846663392392,
      0.10733582298527267, 0.10610709570598352, 0.07033676190873872, 0.06926705129853904,
    ]
    for (const [i, value] of expected.entries()) expect(probabilities[i]).toBeCloseTo(value, 6)
  })

  it('takes the highest logit at temperature 0, the lower id of equals', () => {
    const greedy = { ...off, temperature: 0 }
    const { ids, probabilities } = samplingDistribution(Float32Array.of(1, 3, 3, 2), greedy, [])
    expect([...ids]).toEqual([1])
    expect([...probabilities]).toEqual([1])
    const penalized = samplingDistribution(
      Float32Array.of(1, 3, 3, 2),
      { ...greedy, repetitionPenalty: 2 },
      [1],
    )
    expect([...penalized.ids]).toEqual([2])
  })

  it('penalizes negative logits too', () => {
    const { ids } = samplingDistribution(
      Float32Array.of(-1, -1.5),
      { ...off, temperature: 0, repetitionPenalty: 2 },
      [0],
    )
    expect([...ids]).toEqual([1])
  })

  it('keeps exactly k where logits are equal, and at least one under a tiny top-p', () => {
    const equal = new Float32Array(9)
    expect([...samplingDistribution(equal, { ...off, topK: 3 }, []).ids]).toEqual([0, 1, 2])
    expect([...samplingDistribution(equal, { ...off, topP: 1e-9 }, []).ids]).toEqual([0])
  })

  it('sums to 1 in descending order, whatever the cuts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.record({
          repetitionPenalty: fc.double({ min: 0.5, max: 2, noNaN: true }),
          temperature: fc.double({ min: 0.1, max: 3, noNaN: true }),
          topK: fc.nat(70),
          topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
        }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (values, cuts, u) => {
          const distribution = samplingDistribution(Float32Array.from(values), cuts, [0, 2])
          const { ids, probabilities } = distribution
          expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
          expect([...probabilities]).toEqual([...probabilities].sort((a, b) => b - a))
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids).toContain(sample(distribution, u))
        },
      ),
    )
  })

  it('refuses cuts outside their range and logits without a finite value', () => {
    for (const wrong of [
      { temperature: -1 },
      { temperature: Number.NaN },
      { topK: 1.5 },
      { topP: 0 },
      { repetitionPenalty: 0 },
    ])
      expect(() => samplingDistribution(logits, { ...off, ...wrong }, [])).toThrow(RangeError)
    expect(() => samplingDistribution(Float32Array.of(Number.NaN), off, [])).toThrow(RangeError)
    expect(() =>
      samplingDistribution(new Float32Array(2).fill(Number.NEGATIVE_INFINITY), off, []),
    ).toThrow(RangeError)
    expect(() => samplingDistribution(new Float32Array(0), off, [])).toThrow(RangeError)
  })
})

describe('sample', () => {
  it('walks the probabilities from the greatest', () => {
    const distribution = {
      ids: Uint32Array.of(8, 2, 5),
      probabilities: Float64Array.of(0.5, 0.3, 0.2),
    }
    expect([0, 0.49, 0.5, 0.79, 0.8, 0.999].map((u) => sample(distribution, u))).toEqual([
      8, 8, 2, 2, 5, 5,
    ])
    expect(() => sample(distribution, 1)).toThrow(RangeError)
  })

  it('draws as often as the probabilities say', () => {
    const random = stream(2)
    const distribution = samplingDistribution(Float32Array.of(0, Math.log(3)), off, [])
    let ones = 0
    for (let i = 0; i < 20_000; i++) ones += sample(distribution, random.uniform())
    expect(ones / 20_000).toBeCloseTo(0.75, 2)
  })
})

describe('topIds', () => {
  it('equals a full sort with ties to the lower id', () => {
    const value = fc.oneof(
      fc.float({ noNaN: true }),
      fc.constantFrom(0, -0, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), fc.nat(90), (numbers, count) => {
        const values = Float32Array.from(numbers)
        const wanted = Math.min(count, values.length)
        const order = [...values.keys()].sort((a, b) =>
          values[a] === values[b] ? a - b : values[b]! - values[a]!,
        )
        expect([...topIds(values, wanted)]).toEqual(order.slice(0, wanted))
      }),
    )
  })

  it('equals a full sort on a whole vocabulary', () => {
    const random = stream(9)
    const values = new Float32Array(49_152).map(() => random.gaussian())
    const order = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b)
    expect([...topIds(values, 256)]).toEqual(order.slice(0, 256))
    expect([...topIds(values, values.length)]).toEqual(order)
  })
})

describe('logProbability', () => {
  it('equals SciPy', () => {
    expect(logSumExp(logits)).toBeCloseTo(6.139053672280673, 9)
    expect(logProbability(logits, 7)).toBeCloseTo(-7.667339294877413, 9)
  })

  it('holds for logits whose exponentials overflow', () => {
    expect(logProbability(Float32Array.of(1000, 1000), 0)).toBeCloseTo(-Math.LN2, 9)
    expect(() => logProbability(logits, 40)).toThrow(RangeError)
    expect(logSumExp(new Float32Array(0))).toBe(Number.NEGATIVE_INFINITY)
  })
})
