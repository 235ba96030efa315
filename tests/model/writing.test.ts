import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { readModelFiles } from '../../src/model/modelFiles.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import type { Tokenizer } from '../../src/model/tokenizer.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import type { GenerateRequest } from '../../src/steering/steerableModel.ts'
import { drawn, greedy, idsOf, lane, runLanes } from './laneRun.ts'
import { chatIds, openRealModel, realFolder, realGolden } from './realModel.ts'

describe('Writing on the bundled model', { timeout: 300_000 }, () => {
  let model: OrtModel
  let tokenizer: Tokenizer
  let ids: number[]
  beforeAll(async () => {
    model = await openRealModel()
    tokenizer = (await readModelFiles(diskFolder(realFolder))).tokenizer!
    ids = await chatIds(model, 'Describe the room you are in.')
  }, 300_000)
  afterAll(() => model?.release())

  const write = async (request: Partial<GenerateRequest>) => {
    const lanes = [lane('Only', 0, [], false)]
    const usual = { ids, lanes, probes: [], sampling: greedy, maxTokens: 8 }
    return (await runLanes(model, { ...usual, ...request }))[0]!
  }
  /** The logits of what comes after the prompt and these new tokens. */
  const logitsAfter = async (reply: readonly number[]) => {
    const sequences = [{ ids: [...ids, ...reply], positions: 'last' as const }]
    return (await captureOne(model, { sequences, at: [], logits: true })).logits!
  }
  const best = (logits: Float32Array) =>
    logits.reduce((top, value, id) => (value > logits[top]! ? id : top), 0)

  it('takes the likeliest token at temperature 0, whatever the seed and the cuts', async () => {
    const plain = idsOf(await write({}))
    const golden = realGolden().greedy.find(
      ({ user, steer }) => user === 'Describe the room you are in.' && steer === 'none',
    )!
    expect(plain).toEqual(golden.ids.slice(0, 8))
    const sampling = { ...drawn(99), temperature: 0, topK: 3, topP: 0.1 }
    expect(idsOf(await write({ sampling }))).toEqual(plain)
  })

  it('takes the likeliest token only at top-k 1, however high the temperature', async () => {
    const sampling = { ...drawn(5), temperature: 3, topK: 1 }
    expect(idsOf(await write({ sampling }))).toEqual(idsOf(await write({})))
  })

  it('writes otherwise at a high temperature', async () => {
    const sampling = { ...drawn(5), temperature: 3, topK: 0, topP: 1 }
    expect(idsOf(await write({ sampling }))).not.toEqual(idsOf(await write({})))
  })

  it('divides the logits of seen ids by the repetition penalty, prompt included', async () => {
    const repetitionPenalty = 2
    const penalized = await write({ sampling: { ...greedy, repetitionPenalty }, maxTokens: 4 })
    expect(idsOf(penalized)).not.toEqual(idsOf(await write({ maxTokens: 4 })))
    const reply: number[] = []
    for (const { id, logprob } of penalized.steps) {
      const logits = await logitsAfter(reply)
      const sum = Math.log(logits.reduce((total, value) => total + Math.exp(value), 0))
      expect(logprob).toBeCloseTo(logits[id]! - sum, 3) // of the model, before the penalty
      for (const seen of new Set([...ids, ...reply]))
        logits[seen]! *= logits[seen]! > 0 ? 1 / repetitionPenalty : repetitionPenalty
      expect(id).toBe(best(logits))
      reply.push(id)
    }
  })

  it('ends with the stop token, which adds no text and has no reading', async () => {
    const asked = await chatIds(model, 'Say yes or no.')
    const direction = new Float32Array(576)
    direction[0] = 1
    const probes = [{ at: 'blocks.14.hook_resid_post', direction } as const]
    const { steps, stopped } = await write({ ids: asked, probes, maxTokens: 12 })
    expect(stopped).toBe('stop')
    expect(steps.length).toBeLessThan(12)
    expect(steps.at(-1)).toMatchObject({ id: 2, piece: '', reading: null })
    for (const step of steps.slice(0, -1)) expect(step.reading).not.toBeNull()
    expect(steps.map(({ piece }) => piece).join('')).toBe(model.decode(idsOf({ steps })))
    const on = await write({ ids: asked, maxTokens: 12, ignoreStop: true })
    expect(on.stopped).toBe('length')
    expect(on.steps).toHaveLength(12)
    expect(idsOf(on).slice(0, steps.length)).toEqual(idsOf({ steps }))
  })

  it('stops when the loop is left, and writes anew', async () => {
    const lanes = [lane('Only', 0, [], false)]
    const request = { ids, lanes, probes: [], sampling: greedy, maxTokens: 8 }
    let steps = 0
    for await (const { type } of model.generate(request))
      if (type === 'step' && ++steps === 2) break
    expect(steps).toBe(2)
    expect((await write({})).steps).toHaveLength(8)
  })

  it('lets two callers wait for each other', async () => {
    const [a, b] = await Promise.all([write({ maxTokens: 3 }), write({ maxTokens: 3 })])
    expect(b).toEqual(a)
  })

  const texts = [
    'Fine 🙂, thanks! 👩‍👩‍👧‍👦 and 🏳️‍🌈.',
    'naïve café — “quotes” … ½ €',
    '日本語のテキスト。中文。한국어',
    'Ελληνικά, русский, עברית, العربية, हिन्दी',
    '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \u{1F9D1}\u{1F3FD}\u200D\u{1F680}',
    '  two  spaces\n\n\ttabs and\nlines ',
  ]
  it.each(texts)('gives whole characters, piece by piece: %s', async (text) => {
    const tokens = (await model.tokenize({ kind: 'bare', text })).ids
    const next = tokenizer.pieces()
    const pieces = tokens.map((id) => next(id))
    expect(pieces.join('')).toBe(text)
    expect(pieces.join('')).toBe(tokenizer.decode(tokens))
    for (const piece of pieces) {
      expect(piece).not.toContain('\uFFFD')
      expect(piece).not.toMatch(/\p{Surrogate}/u) // no half of a pair
    }
  })

  it('holds back the bytes of a character that is not complete', async () => {
    const tokens = (await model.tokenize({ kind: 'bare', text: '🏳️‍🌈' })).ids
    expect(tokens.length).toBeGreaterThan(3)
    const next = tokenizer.pieces()
    const pieces = tokens.map((id) => next(id))
    expect(pieces).toContain('')
    const other = tokenizer.pieces() // every run has its own
    expect(other(tokens[0]!)).toBe(pieces[0])
  })

  it('goes on after bytes that are no character', async () => {
    const [first] = (await model.tokenize({ kind: 'bare', text: '🙂' })).ids
    const word = (await model.tokenize({ kind: 'bare', text: ' word' })).ids
    const next = tokenizer.pieces()
    const pieces = [first!, ...word].map((id) => next(id))
    expect(pieces.join('')).toMatch(/^\uFFFD+ word$/)
  })

  it('shows special tokens of a prompt, so that every piece of it can be seen', async () => {
    const { text, pieces } = await model.tokenize({
      kind: 'chat',
      messages: [{ role: 'user', content: 'Hi 🙂' }],
    })
    expect(pieces.join('')).toBe(text)
    expect(pieces[0]).toBe('<|im_start|>')
  })

  it('puts the beginning token before raw text, and none before bare text', async () => {
    const [raw, bare] = await Promise.all([
      model.tokenize({ kind: 'raw', text: 'Hello' }),
      model.tokenize({ kind: 'bare', text: 'Hello' }),
    ])
    expect(raw.ids).toEqual([1, ...bare.ids])
  })
})
