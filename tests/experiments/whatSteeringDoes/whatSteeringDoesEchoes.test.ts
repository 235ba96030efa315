import { describe, expect, it } from 'vitest'
import contrastTexts from '../../../src/data/contrast.json'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { echoTextsOf } from '../../../src/experiments/whatSteeringDoes/whatSteeringDoesEchoes.ts'
import { parseContrastSet } from '../../../src/steering/contrastSet.ts'
import type { Recipe } from '../../../src/steering/directionSet.ts'
import { contrastHash } from '../../../src/steering/hash.ts'
import { claimsFor, next, truly } from './plantedSteering.ts'

describe('text that a push or a request brings about', () => {
  it('does not count words that the request itself holds', async () => {
    const { claim } = await claimsFor(
      next((_push, _size, context) =>
        context.includes('extremely desperate')
          ? { ' desperate': 4 }
          : context.includes('extremely calm')
            ? { ' calm': 4 }
            : {},
      ),
    )
    const asked = claim('text, asked for')
    expect(asked.verdict).toBe('not shown')
    expect(judgeWithout(asked.conditions, 'echoes').verdict).toBe('shown')
  })

  it('does not count words of the pairs that the direction was made of', async () => {
    const pairWords = next((push) => ({ ' scream': 18 * push, ' garden': -18 * push }))
    const { claim } = await claimsFor(pairWords)
    expect(claim('text').verdict).toBe('not shown')
    expect(judgeWithout(claim('text').conditions, 'echoes').verdict).toBe('shown')
    const { verdicts } = await claimsFor(pairWords, { recipe: 'feel' })
    expect(verdicts['text']).toBe('shown')
  })

  it('says that echoes cannot be excluded where the direction was made of other texts', async () => {
    const others = await claimsFor(truly)
    expect(others.claim('text').rule).toContain('cannot be excluded')
    expect(others.claim('text, asked for').rule).not.toContain('cannot be excluded')
    const shippedHash = await contrastHash(parseContrastSet(contrastTexts))
    const own = await claimsFor(truly, { contrastHash: shippedHash })
    expect(own.claim('text').rule).not.toContain('cannot be excluded')
  })

  it('tells where the requests stood', async () => {
    const { claim } = await claimsFor(truly)
    expect(claim('text, asked for').controls).toContainEqual({
      name: 'chats with the request as the system’s message, not in the user’s',
      ...{ value: 8, unit: 'of 8' },
    })
  })
})

describe('the texts of a direction', () => {
  const asking = { text: 'Be {X}.', calm: 'calm', desperate: 'desperate' }
  const madeOf = async (recipe: Recipe) =>
    (await echoTextsOf({ recipe, contrastHash: '' }, { asking })).made.join(' ')
  const { situationPairs, feel } = parseContrastSet(contrastTexts)
  const used = situationPairs.find(({ heldOut }) => !heldOut)!
  const kept = situationPairs.find(({ heldOut }) => heldOut)!

  it.each([
    ['pairs', true, false],
    ['pairs-minus-neutral', true, false],
    ['feel', false, true],
    ['calm-to-desperate', true, true],
  ] as const)('are those that its recipe reads: %s', async (recipe, pairs, words) => {
    const made = await madeOf(recipe)
    expect(made.includes(used.desperate)).toBe(pairs)
    expect(made.includes(feel.desperateWords[5]!)).toBe(words)
    for (const unread of [kept.calm, kept.desperate, feel.desperateWords[6]!])
      expect(made).not.toContain(unread)
  })
})
