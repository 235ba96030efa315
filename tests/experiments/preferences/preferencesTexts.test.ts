import { describe, expect, it } from 'vitest'
import { preferences } from '../../../src/experiments/preferences/preferences.ts'
import { pairsOf } from '../../../src/experiments/preferences/preferencesPairs.ts'
import { nextWordContrasts } from '../../../src/experiments/reading/nextWords.ts'
import { asChat } from '../../../src/experiments/reading/readableText.ts'
import { LabError } from '../../../src/labError.ts'
import { plantedPort } from '../plantedPort.ts'
import { texts } from './plantedActivities.ts'

describe('own activities', () => {
  const { ground } = plantedPort({})
  const [first, ...others] = texts.activities
  const refused = (changed: Record<string, unknown>) => {
    try {
      preferences.plan(ground, { ...texts, ...changed })
    } catch (error) {
      expect(error).toBeInstanceOf(LabError)
      return (error as LabError).message
    }
    return 'nothing'
  }

  it('are refused with a sentence that names what is wrong', () => {
    const same = texts.activities.map((each) => ({ ...each, rating: 0 }))
    for (const [changed, sentence] of [
      [{ activities: [] }, 'activities must have at least 3 pleasant activities.'],
      [{ activities: same }, 'activities must not all have the same rating.'],
      [
        { activities: [first, first, ...others] },
        'activities must not have two activities of one name.',
      ],
      [
        { activities: [{ ...first, name: 'other' }, ...texts.activities] },
        'activities must not have the same wording twice.',
      ],
      [
        { activities: [{ ...first, wordings: ['sing'] }] },
        'activities[0].wordings must have 2 texts.',
      ],
      [
        { activities: [{ ...first, wordings: ['sing', ' '] }] },
        'activities[0].wordings[1] must be a text that is not empty.',
      ],
      [{ activities: [{ ...first, rating: 2 }] }, 'activities[0].rating must be from −1 to 1.'],
      [
        { activities: [{ ...first, class: 'odd' }] },
        'activities[0].class must be pleasant, neutral, unpleasant.',
      ],
      [{ activities: Array(101).fill(first) }, 'activities must have at most 100 activities.'],
      [{ happy: [] }, 'happy must have at least 1 words.'],
      [{ sad: ['happy'] }, 'sad has “happy”, which is happy too.'],
      [{ obvious: [] }, 'obvious must have at least 5 pairs.'],
      [{ obvious: [{ better: 'a', worse: 'a' }] }, 'obvious[0] must have two different texts.'],
      [
        { wordBank: ['hostile', 'a', 'b', 'c', 'd', 'e', 'f', 'g'] },
        'wordBank must have the word blissful, which is read.',
      ],
      [{ neutral: ['One.'] }, 'neutral must have at least 5 sentences.'],
    ] as const)
      expect(refused(changed)).toBe(sentence)
  })

  it('are refused while they are asked when one is too long for the model', async () => {
    const { model } = plantedPort({})
    const long = { source: asChat('very '.repeat(2100)), reply: '' }
    const words = { positive: [' happy'], negative: [' sad'] }
    await expect(nextWordContrasts(model, [long], words, [])).rejects.toThrow(
      /this model reads 2,048/,
    )
  })

  it('are refused while they are asked when a happy and a sad word begin with the same token', async () => {
    const { model } = plantedPort({})
    const words = { positive: [' happy', ' at ease'], negative: [' at odds'] }
    await expect(nextWordContrasts(model, [], words, [])).rejects.toThrow(
      '“at ease” and “at odds” begin with the same token',
    )
  })
})

describe('pairs of activities', () => {
  it('hold each activity equally often and no pair twice', () => {
    for (const n of [9, 10, 24]) {
      const pairs = pairsOf(n, 1)
      expect(new Set(pairs.map((pair) => [...pair].sort((a, b) => a - b).join())).size).toBe(4 * n)
      for (let i = 0; i < n; i++) expect(pairs.filter((pair) => pair.includes(i))).toHaveLength(8)
    }
  })
})
