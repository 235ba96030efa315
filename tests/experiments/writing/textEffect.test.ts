import { describe, expect, it } from 'vitest'
import {
  directionConditions,
  randomConditions,
} from '../../../src/experiments/writing/condition.ts'
import { randomRange } from '../../../src/experiments/writing/randomRange.ts'
import {
  type Reply,
  type ReplyItem,
  type ReplyPlan,
  writeReplies,
} from '../../../src/experiments/writing/replies.ts'
import { textContrasts, textCosts } from '../../../src/experiments/writing/textEffect.ts'
import type { TextSource } from '../../../src/steering/steerableModel.ts'
import { layer, pushedModel, set } from './pushedModel.ts'

const lexicon = { calm: ['calm'], desperate: ['desperate'] }
const prompts: TextSource[] = [
  { kind: 'chat', messages: [{ role: 'user', content: 'Tell me about your day.' }] },
  { kind: 'raw', text: 'It was a Tuesday' },
  { kind: 'raw', text: 'Please stop' },
]
const plan = {
  ...{ prompts, set, layer, maxTokens: 50 },
  runs: [
    { seed: 1, conditions: directionConditions([0, 0.2, -0.2, 0.3, -0.3]) },
    { seed: 2, conditions: directionConditions([0, 0.2, -0.2, 0.3, -0.3]) },
    { seed: 1, conditions: randomConditions([11, 12, 13, 14, 15, 16, 17, 18], [0.2, -0.2]) },
  ],
  sampling: { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1 },
}

async function written(changed: Partial<ReplyPlan> = {}) {
  const { model, asked } = pushedModel()
  const replies: Reply[] = []
  for await (const reply of writeReplies(model, { ...plan, ...changed })) replies.push(reply)
  return { replies, asked }
}

describe('the text effect', () => {
  it('finds a planted effect that grows with the coefficient, by prompt', async () => {
    const contrasts = textContrasts((await written()).replies, lexicon, 1)
    const [near, far] = contrasts
    expect([near, far].map((c) => c?.condition.coefficient)).toEqual([0.2, 0.3])
    expect(near?.byPrompt).toHaveLength(3)
    expect(near?.contrast.low).toBeGreaterThan(20)
    expect(far?.contrast.mean).toBeGreaterThan(near?.contrast.mean ?? Number.NaN)
  })

  it('finds next to nothing along random directions', async () => {
    const contrasts = textContrasts((await written()).replies, lexicon, 1)
    const random = contrasts.filter(({ condition }) => condition.along === 'random')
    expect(random).toHaveLength(8)
    const effect = contrasts[0]?.contrast.mean ?? Number.NaN
    const range = randomRange(
      random.map(({ contrast }) => contrast.mean),
      effect,
    )
    expect(range.asLarge).toBe(0)
    expect(Math.max(range.high, -range.low)).toBeLessThan(effect / 2)
  })

  it('tells what a push costs as a ratio of perplexities to the same prompts and seeds', async () => {
    const costs = textCosts((await written()).replies, 1)
    expect(costs).toHaveLength(4 + 16)
    for (const { condition, byPrompt, ratio } of costs) {
      expect(byPrompt).toHaveLength(3)
      expect(ratio.mean).toBeCloseTo(Math.exp(Math.abs(condition.coefficient)), 6)
    }
  })

  it('counts neither a closing token nor a reply without tokens', async () => {
    const silent: TextSource = { kind: 'raw', text: 'Only silence' }
    const { replies } = await written({ prompts: [...prompts, silent] })
    const stopped = replies.find(({ prompt }) => prompt === 2)
    expect(stopped).toMatchObject({ tokens: 3, stopped: 'stop' })
    expect(stopped?.nll).toBeCloseTo(1, 12)
    expect(replies.find(({ prompt }) => prompt === 3)).toMatchObject({
      tokens: 0,
      nll: null,
      text: '',
    })
    for (const { byPrompt } of textCosts(replies, 1)) expect(byPrompt).toHaveLength(3)
    expect(textContrasts(replies, lexicon, 1)[0]?.byPrompt).toHaveLength(4)
  })

  it('gives all pushes of a prompt and run the same seed, in requests of at most nine rows', async () => {
    const { asked } = await written()
    expect(asked).toHaveLength(3 * (1 + 1 + 4))
    const rows = asked.map(({ lanes }) => lanes.reduce((n, { shadow }) => n + (shadow ? 2 : 1), 0))
    expect(Math.max(...rows)).toBe(9)
    expect(asked.slice(0, 6).map(({ sampling }) => sampling.seed)).toEqual([
      1000, 2000, 1000, 1000, 1000, 1000,
    ])
    expect(asked.at(-1)?.sampling.seed).toBe(1002)
    expect(asked[0]?.lanes.map(({ shadow }) => shadow)).toEqual([false, true, true, true, true])
  })

  it('leaves out requests that an earlier run has written, and writes the same in the others', async () => {
    const { replies } = await written()
    const isWritten = ({ prompt, seed }: ReplyItem) => prompt < 2 || seed === 2
    const { replies: rest, asked } = await written({ isWritten })
    expect(asked).toHaveLength(1 + 4)
    expect(rest).toEqual(replies.filter((reply) => !isWritten(reply)))
  })

  it('refuses a contrast whose sides answer different prompts', async () => {
    const { replies } = await written()
    const torn = replies.filter(
      ({ condition, prompt }) => condition.coefficient > 0 || prompt !== 1,
    )
    expect(() => textContrasts(torn, lexicon, 1)).toThrow('no reply to prompt 1')
  })
})
