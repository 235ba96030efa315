import { describe, expect, it } from 'vitest'
import { detectableEffect } from '../../src/math/detectableEffect.ts'
import { stream } from '../../src/math/seededStream.ts'
import golden from '../golden/statistics.json'

describe('detectableEffect', () => {
  it('has the quantiles of SciPy', () => {
    expect(detectableEffect(1)).toBeCloseTo(golden.detectableEffect.factor, 6)
    expect(detectableEffect(0.25)).toBe(detectableEffect(1) / 4)
    expect(detectableEffect(0)).toBe(0)
    expect(golden.detectableEffect.power).toBeCloseTo(0.8, 6)
  })

  it('is seen four times of five', () => {
    const random = stream(1, 'power')
    const effect = detectableEffect(2)
    let seen = 0
    for (let study = 0; study < 4000; study++)
      if (Math.abs(effect + 2 * random.gaussian()) > 1.96 * 2) seen++
    expect(Math.abs(seen / 4000 - 0.8)).toBeLessThan(0.025)
  })

  it('refuses what is no standard error', () => {
    expect(() => detectableEffect(-1)).toThrow(RangeError)
    expect(() => detectableEffect(Number.NaN)).toThrow(RangeError)
  })
})
