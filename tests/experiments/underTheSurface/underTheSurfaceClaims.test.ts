import { describe, expect, it } from 'vitest'
import {
  looks,
  stretchClaim,
} from '../../../src/experiments/underTheSurface/underTheSurfaceClaims.ts'
import type { Comparison } from '../../../src/experiments/underTheSurface/underTheSurfaceComparison.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import type { Coherence } from '../../../src/experiments/writing/coherence.ts'

const error = 0.01
const about = (mean: number) => ({ mean, error, low: mean - 2 * error, high: mean + 2 * error })
const coherence: Coherence = {
  condition: { along: 'direction', coefficient: 0.2 },
  ...{ ratio: about(1.2), repeats: 0, atRest: 0 },
}

/** The claim about stretches that an exact reading tells apart with .7. */
function claimOf(changed: Partial<Comparison>) {
  const comparison: Comparison = {
    ...{ pushed: 40, rest: 40, prompts: 16, auc: about(0.7), size: about(0.5), rising: 16 },
    randomTexts: Array.from({ length: 8 }, () => 0.5),
    randomReadings: Array.from({ length: 100 }, () => 0.5),
    embedding: { auc: about(0.5), below: about(0.2) },
    mild: { auc: about(0.5), below: about(0.2) },
    ...{ calmer: null, underPush: 0.9, ...changed },
  }
  return stretchClaim(looks[0]!, comparison, coherence)
}

describe('what a look at stretches could have seen', () => {
  it('is beyond chance by its own error where nothing else stands in its way', () => {
    const { verdict, detectable } = claimOf({})
    expect(verdict).toBe('shown')
    expect(detectable).toBeGreaterThan(0.5 + 2 * error)
    expect(detectable).toBeLessThan(0.5 + 4 * error)
  })

  it.each<[string, Partial<Comparison>]>([
    ['random texts', { randomTexts: [0.72, ...Array.from({ length: 7 }, () => 0.5)] }],
    ['random texts', { randomTexts: [0.28, ...Array.from({ length: 7 }, () => 0.5)] }],
    ['random readings', { randomReadings: Array.from({ length: 100 }, (_, i) => i / 100) }],
    ['embedding', { embedding: { auc: about(0.7), below: about(0.01) } }],
    ['mild words', { mild: { auc: about(0.3), below: about(0.01) } }],
  ])('is beyond the effect where %s alone stand in its way', (control, changed) => {
    const { verdict, conditions, effects, detectable } = claimOf(changed)
    expect(verdict).toBe('not shown')
    expect(judgeWithout(conditions, control).verdict).toBe('shown')
    expect(detectable).toBeGreaterThan(effects[0]!.value)
  })

  it('is unknown at floor', () => {
    expect(claimOf({ pushed: 19 })).toMatchObject({ verdict: 'at floor', detectable: null })
  })
})
