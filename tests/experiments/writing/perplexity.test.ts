import { describe, expect, it } from 'vitest'
import { meanNll, meanPerplexityRatio } from '../../../src/experiments/writing/perplexity.ts'

describe('perplexity', () => {
  it('is the exponential of the mean negative log-likelihood', () => {
    const nll = meanNll([Math.log(1 / 2), Math.log(1 / 8)])
    expect(Math.exp(nll!)).toBeCloseTo(4, 12)
    expect(meanNll([])).toBeNull()
  })

  it('has a ratio of perplexities that is the geometric mean over items, inside its interval', () => {
    const items = [
      { nll: Math.log(8), baseline: Math.log(4) }, // 2 times
      { nll: Math.log(8), baseline: Math.log(1) }, // 8 times
    ]
    const ratio = meanPerplexityRatio(items, 1)
    expect(ratio.mean).toBeCloseTo(4, 12)
    expect(ratio.low).toBeCloseTo(2, 12)
    expect(ratio.high).toBeCloseTo(8, 12)
  })

  it('has no ratio without items', () => {
    expect(() => meanPerplexityRatio([], 1)).toThrow(RangeError)
  })
})
