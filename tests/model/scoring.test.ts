import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logProbability } from '../../src/math/samplingDistribution.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'
import type { Captured } from '../../src/steering/steerableModel.ts'
import { nested } from './nestedTexts.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

describe.each(['llama-fused', 'gpt2-decomposed'])('Log-probabilities of a text on %s', (name) => {
  let model: OrtModel
  beforeAll(async () => {
    model = (await openFolder(tinyFolder(name), { dtype: 'fp32' })).model
  })
  afterAll(() => model?.release())

  /** The same from the logits behind every start of the text, one after another. */
  async function oneByOne(ids: readonly number[], from: number, interventions: Intervention[]) {
    const scores: number[] = []
    for (let at = from; at < ids.length; at++) {
      const { logits } = await captureOne(model, {
        sequences: [{ ids: ids.slice(0, at), positions: [] }],
        at: [],
        interventions,
        logits: true,
      })
      scores.push(logProbability(logits!, ids[at]!))
    }
    return scores
  }

  it.each([false, true])(
    'are what the logits before each token say; steered: %s',
    async (steered) => {
      const vector = randomDirection(model.about.dModel, 1)
      const interventions: Intervention[] = steered
        ? [{ kind: 'add', at: residPost(1), vector, scale: 3, firstPosition: 1 }]
        : []
      const from = [14, 1, undefined, 26, 5, 10, 20, 3] // before, within and after what is shared
      const sequences = nested.map(({ ids }, i) => {
        const scoredFrom = from[i]
        return { ids, positions: [], ...(scoredFrom !== undefined && { scoredFrom }) }
      })
      const answers: Captured[] = []
      for await (const answer of model.capture({ sequences, at: [], interventions }))
        answers.push(answer)
      for (const [index, { ids, scoredFrom }] of sequences.entries()) {
        const { logprobs, logits } = answers[index]!
        expect(logits).toBeNull()
        const expected =
          scoredFrom === undefined ? undefined : await oneByOne(ids, scoredFrom, interventions)
        expect(logprobs?.length).toBe(expected?.length)
        for (const [i, value] of (expected ?? []).entries())
          expect(logprobs![i]).toBeCloseTo(value, 4)
      }
    },
  )

  it.each([0, -1, 1.5, 3, 9])(
    'are refused from position %s of three tokens',
    async (scoredFrom) => {
      const sequences = [{ ids: [1, 2, 3], positions: 'last' as const, scoredFrom }]
      await expect(captureOne(model, { sequences, at: [] })).rejects.toThrow('Ask from 1 to 2')
    },
  )
})
