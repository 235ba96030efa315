import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrtModel } from '../../src/model/ortModel.ts'
import type { Lane } from '../../src/steering/steerableModel.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

describe('Lanes with seeds of their own', () => {
  let model: OrtModel
  beforeAll(async () => {
    model = (await openFolder(tinyFolder('llama-fused'), { dtype: 'fp32' })).model
  })
  afterAll(() => model?.release())

  async function texts(seed: number, seeds: readonly (number | undefined)[]): Promise<number[][]> {
    const lanes = seeds.map((own, i): Lane => {
      const steering = { coefficient: 0, interventions: [] }
      return { name: `lane ${i}`, steering, shadow: false, ...(own !== undefined && { seed: own }) }
    })
    const sampling = { temperature: 1, topK: 0, topP: 1, repetitionPenalty: 1, seed }
    const ids: number[][] = lanes.map(() => [])
    const request = {
      ids: [1, 20, 30],
      lanes,
      probes: [],
      sampling,
      maxTokens: 8,
      ignoreStop: true,
    }
    for await (const event of model.generate(request))
      if (event.type === 'step') ids[event.lane]!.push(event.step.id)
    return ids
  }

  it('write what they would write alone, beside lanes that share the seed of the request', async () => {
    const [first] = await texts(5, [undefined])
    const [second] = await texts(6, [undefined])
    expect(first).not.toEqual(second)
    expect(await texts(5, [undefined, 6, 5, undefined])).toEqual([first, second, first, first])
  })

  it('are refused when a seed is no whole number', () => {
    expect(() =>
      model.generate({
        ids: [1],
        lanes: [
          { name: 'a', steering: { coefficient: 0, interventions: [] }, shadow: false, seed: 0.5 },
        ],
        probes: [],
        sampling: { temperature: 1, topK: 0, topP: 1, repetitionPenalty: 1, seed: 1 },
        maxTokens: 1,
      }),
    ).toThrow('The seed of the lane a is 0.5')
  })
})
