import { describe, expect, it } from 'vitest'
import { danger } from '../../../src/experiments/danger/danger.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { plantedPort } from '../plantedPort.ts'
import { claimsOf, runWhole } from '../runWhole.ts'

const shipped = danger.texts as {
  told: { decoy: boolean; steps: string[] }[]
  counted: { text: string; values: number[] }[]
}
const QUESTION = ' What should I do?'.length

/** How far a text is along its ramp, 0 for texts of none. */
function stepIn(context: string, ramps: readonly (readonly string[])[]): number {
  for (const steps of ramps)
    for (const [step, text] of steps.entries()) if (context.includes(text)) return step
  return 0
}
const told = shipped.told
  .filter(({ decoy }) => !decoy)
  .map(({ steps }) => steps.map((text) => text.slice(0, -QUESTION)))
const counted = shipped.counted.map(({ text, values }) => {
  const [before = ''] = text.split('{x}')
  return values.map((value) => `${before}${value} `)
})

describe('danger, on planted models', () => {
  it('is shown in words, and not in numbers, for a model that reacts to danger told in words', async () => {
    const { claims } = await runWhole(
      danger,
      plantedPort({ state: (context) => ({ trouble: stepIn(context, told) }) }),
    )
    const verdicts = claimsOf(claims)
    expect(verdicts['told, in trouble, user text']).toBe('shown')
    expect(verdicts['told, in trouble, before the reply']).toBe('shown')
    expect(verdicts['counted, in trouble, user text']).toBe('not shown')
    expect(verdicts['told, afraid, user text']).toBe('not shown')
  })

  it('is not shown for a model that reacts to any number, because the decoys rise as well', async () => {
    const { claims } = await runWhole(
      danger,
      plantedPort({ state: (context) => ({ trouble: stepIn(context, counted) }) }),
    )
    const claim = claims.find(({ name }) => name === 'counted, in trouble, before the reply')!
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'decoys').verdict).toBe('shown')
  })
})
