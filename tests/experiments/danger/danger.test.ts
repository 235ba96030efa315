import { describe, expect, it } from 'vitest'
import { danger } from '../../../src/experiments/danger/danger.ts'
import type { Claim } from '../../../src/experiments/experiment.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { dot } from '../../../src/math/vector.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { named } from '../plantedPort.ts'
import { plantedWords } from '../plantedWords.ts'
import { claimsOf, runWhole } from '../runWhole.ts'

const shipped = danger.texts as {
  told: { name: string; decoy: boolean; steps: string[] }[]
  counted: { text: string; values: number[] }[]
  reference: string[]
}
const beforeReply = 'told, in trouble, before the reply'
const QUESTION = ' What should I do?'.length

/** How far a text is along its ramp, 0 for texts of none. */
function stepIn(context: string, ramps: readonly (readonly string[])[]): number {
  for (const steps of ramps)
    for (const [step, text] of steps.entries()) if (context.includes(text)) return step
  return 0
}
const stepsOf = (ramps: typeof shipped.told) =>
  ramps.map(({ steps }) => steps.map((text) => text.slice(0, -QUESTION)))
const real = shipped.told.filter(({ decoy }) => !decoy)
const decoys = shipped.told.filter(({ decoy }) => decoy)
const told = stepsOf(real)
const counted = shipped.counted.map(({ text, values }) => {
  const [before = ''] = text.split('{x}')
  return values.map((value) => `${before}${value} `)
})

/** What a model holds at the last step of a told ramp: of the real ones in their order, and of decoys. */
async function atTheEnd(
  ofReal: (ramp: number) => Record<string, number>,
  ofDecoys: (ramp: number) => Record<string, number> = () => ({}),
): Promise<{ claim: Claim }> {
  const ends = [...real.map((_, i) => ofReal(i)), ...decoys.map((_, i) => ofDecoys(i))]
  const texts = stepsOf([...real, ...decoys]).map((steps) => steps.at(-1)!)
  const state = (context: string) => ends[texts.findIndex((text) => context.includes(text))] ?? {}
  const { claims } = await runWhole(danger, plantedWords({ state }))
  const claim = claims.find(({ name }) => name === beforeReply)!
  expectDetectable(claims)
  return { claim }
}

describe('danger, on planted models', () => {
  it('is shown in words, and not in numbers, for a model that reacts to danger told in words', async () => {
    const { claims } = await runWhole(
      danger,
      plantedWords({ state: (context) => ({ trouble: stepIn(context, told) }) }),
    )
    const verdicts = claimsOf(claims)
    expect(verdicts['told, in trouble, user text']).toBe('shown')
    expect(verdicts['told, in trouble, before the reply']).toBe('shown')
    expect(verdicts['counted, in trouble, user text']).toBe('not shown')
    expect(verdicts['told, afraid, user text']).toBe('not shown')
    for (const { detectable, effects, verdict } of claims)
      expect(effects[0]!.value >= detectable!).toBe(verdict === 'shown')
  })

  it('is not shown for a model that reacts to any number, because the decoys rise as well', async () => {
    const { claims } = await runWhole(
      danger,
      plantedWords({ state: (context) => ({ trouble: stepIn(context, counted) }) }),
    )
    const claim = claims.find(({ name }) => name === 'counted, in trouble, before the reply')!
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'decoys').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })
})

describe('the controls of danger', () => {
  it.each([
    ['fall as much', () => -3],
    ['go either way', (i: number) => (i % 2 === 0 ? 3 : -3)],
  ])('decoys that %s count against it as much as those that rise', async (_, change) => {
    const { claim } = await atTheEnd(
      () => ({ trouble: 3 }),
      (i) => ({ trouble: change(i) }),
    )
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'decoys').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('random directions bite where the ramps differ in something that most directions see', async () => {
    const along = ['a', 'b', 'c'].find((name) => dot(named(name), named('trouble')) > 0.02)!
    const { claim } = await atTheEnd(() => ({ [along]: 60 }))
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'random directions').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('signs bite where four ramps carry the mean and two fall', async () => {
    const { claim } = await atTheEnd((i) => ({ trouble: i < 4 ? 9 : -0.8 }))
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'signs').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('the interval bites where one ramp falls by so much that the mean is unsure, and so do decoys', async () => {
    const { claim } = await atTheEnd((i) => ({ trouble: i < 5 ? 5 : -10 }))
    expect(judgeWithout(claim.conditions, 'decoys').verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'interval', 'decoys').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('random directions reach as much where other messages spread the reading, and the share in the spread of the ramps alone tells so', async () => {
    const { claims } = await runWhole(
      danger,
      plantedWords({
        state: (context) =>
          shipped.reference.some((text, i) => i % 2 === 0 && context.includes(text))
            ? { trouble: 40 }
            : { trouble: stepIn(context, told) },
      }),
    )
    const { controls, verdict } = claims.find((each) => each.name === beforeReply)!
    const shares = controls.flatMap((each) =>
      each.name.startsWith('share') && 'value' in each ? [each.value] : [],
    )
    expect(verdict).toBe('not shown')
    expect(shares[0]).toBeGreaterThan(0.05)
    expect(shares[1]).toBeLessThanOrEqual(0.05)
  })
})

describe('danger on own texts and words', () => {
  it('refuses ramps with a single decoy', () => {
    const { ground } = plantedWords({})
    const one = { ...shipped, told: [...real, decoys[0]] }
    expect(() => danger.plan(ground, one)).toThrow('told must have at least 3 ramps and 2 decoys')
  })

  it('refuses an afraid word after which another token is read', async () => {
    const { model, ground } = plantedWords({})
    const texts = { ...shipped, afraidWords: ['afraid', 'scared', 'odd'] }
    const tokenize: typeof model.tokenize = async (source) => {
      const tokenized = await model.tokenize(source)
      const strange = source.kind === 'raw' && source.text.includes(' odd')
      return strange
        ? { ...tokenized, ids: [...tokenized.ids, 7], pieces: [...tokenized.pieces, '!'] }
        : tokenized
    }
    const words = danger.plan(ground, texts).tasks.find(({ name }) => name === 'words')!
    await expect(words.measure({ ...model, tokenize })).rejects.toThrow('ends in the token')
  })
})
