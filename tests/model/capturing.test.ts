import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relativeError } from '../../src/commands/checkList.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { prefixTree } from '../../src/model/prefixTree.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { hookPoints, residPost } from '../../src/steering/hookPoint.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'
import type { Captured, CaptureRequest } from '../../src/steering/steerableModel.ts'
import { nested } from './nestedTexts.ts'
import { chatIds, openRealModel, push, shippedDirections } from './realModel.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

const set = shippedDirections()
const { dModel } = set
const at = [residPost(2), residPost(14)]

/** The largest relative difference of two captures, by hook point and position. */
function off(a: Captured, b: Captured, dModel = set.dModel): number {
  expect(a.positions).toEqual(b.positions)
  expect(a.residual).toHaveLength(b.residual.length)
  let worst = 0
  for (let i = 0; i < a.residual.length; i += dModel)
    worst = Math.max(
      worst,
      relativeError(a.residual.subarray(i, i + dModel), b.residual.subarray(i, i + dModel)),
    )
  if (a.logits || b.logits) worst = Math.max(worst, relativeError(a.logits!, b.logits!))
  return worst
}

async function readAll(model: OrtModel, request: CaptureRequest): Promise<Captured[]> {
  const answers: Captured[] = []
  for await (const answer of model.capture(request)) answers.push(answer)
  return answers
}

/** What a request gives, in its order, is what each of its texts gives alone. */
async function expectSameOneByOne(model: OrtModel, request: CaptureRequest): Promise<void> {
  const together = await readAll(model, request)
  expect(together.map(({ index }) => index)).toEqual(request.sequences.map((_, i) => i))
  for (const [i, sequence] of request.sequences.entries()) {
    const alone = await captureOne(model, { ...request, sequences: [sequence] })
    expect(off(together[i]!, alone, model.about.dModel)).toBeLessThan(1e-5)
  }
}

describe('Reading texts on the bundled model', { timeout: 300_000 }, () => {
  let model: OrtModel
  beforeAll(async () => {
    model = await openRealModel()
  }, 300_000)
  afterAll(() => model?.release())

  const raw = async (text: string) => (await model.tokenize({ kind: 'raw', text })).ids

  const sentences = [
    'Snow fell.',
    'The bridge is closed until further notice, said the mayor.',
    'Why?',
    'Bread needs flour, water, salt, and a night of rest.',
    'He waited.',
  ]

  it('gives the same in batches of unequal lengths as one by one, with logits', async () => {
    const sequences = await Promise.all(
      sentences.map(async (text) => ({ ids: await raw(text), positions: 'all' as const })),
    )
    await expectSameOneByOne(model, { sequences, at, logits: true })
  }, 300_000)

  it('gives the same in batches under steering', async () => {
    const sequences = await Promise.all(
      sentences
        .slice(0, 3)
        .map(async (text) => ({ ids: await raw(text), positions: 'all' as const })),
    )
    await expectSameOneByOne(model, { sequences, at, interventions: [push(set, 0.2, 1)] })
  }, 300_000)

  const withOnePrompt = async () =>
    Promise.all(
      sentences.slice(0, 3).map(async (text) => {
        const ids = [...(await chatIds(model, 'Tell me something.')), ...(await raw(text))]
        return { ids, positions: 'all' as const }
      }),
    )

  it('gives the same behind a shared start as one by one, with logits', async () => {
    const sequences = await withOnePrompt()
    const [first, second] = sequences
    expect(first!.ids.slice(0, 12)).toEqual(second!.ids.slice(0, 12)) // long enough to be shared
    await expectSameOneByOne(model, { sequences, at, logits: true })
  }, 300_000)

  it('gives the same behind a shared start under steering that begins within it or after it', async () => {
    const sequences = await withOnePrompt()
    const length = sequences[0]!.ids.length
    for (const firstPosition of [1, length - 2]) {
      const interventions = [{ ...push(set, 0.2, 1), firstPosition }]
      await expectSameOneByOne(model, { sequences, at, interventions })
    }
  }, 300_000)

  it('gives the positions asked for, in their order and as often as asked', async () => {
    const ids = await raw(sentences[1]!)
    const all = await captureOne(model, { sequences: [{ ids, positions: 'all' }], at })
    const positions = [5, 2, 5]
    const some = await captureOne(model, { sequences: [{ ids, positions }], at })
    expect(some.positions).toEqual(positions)
    for (const hook of at.keys())
      for (const [slot, position] of positions.entries()) {
        const own = (hook * positions.length + slot) * dModel
        const whole = (hook * ids.length + position) * dModel
        expect(some.residual.subarray(own, own + dModel)).toEqual(
          all.residual.subarray(whole, whole + dModel),
        )
      }
    const last = await captureOne(model, { sequences: [{ ids, positions: 'last' }], at })
    expect(last.positions).toEqual([ids.length - 1])
  })

  it('gives hook points in the order asked for, the same from a short graph as from a whole one', async () => {
    const ids = await raw(sentences[1]!)
    const sequences = [{ ids, positions: 'all' as const }]
    const whole = await captureOne(model, { sequences, at: hookPoints(30) })
    const size = ids.length * dModel
    for (const layer of [20, 3, 0]) {
      const short = await captureOne(model, {
        sequences,
        at: [residPost(layer), 'blocks.0.hook_resid_pre'],
      })
      const expected = new Float32Array(2 * size)
      expected.set(whole.residual.subarray((layer + 1) * size, (layer + 2) * size))
      expected.set(whole.residual.subarray(0, size), size)
      expect(off(short, { ...short, residual: expected })).toBeLessThan(1e-6)
    }
  })

  it('gives the same behind nested starts as one by one, steered too, with logits', async () => {
    const prompts = await Promise.all(
      ['Tell me something.', 'Tell me nothing.'].map((user) => chatIds(model, user)),
    )
    const replies = await Promise.all(['Yes, I will.', 'Yes, I would.'].map(raw))
    const sequences = replies.flatMap((reply) =>
      prompts.map((prompt) => ({ ids: [...prompt, ...reply], positions: 'all' as const })),
    )
    const { branches } = prefixTree(sequences.map(({ ids }) => ids))
    expect(branches.map((branch) => branch.branches.map(({ sequences }) => sequences))).toEqual([
      [
        [0, 2],
        [1, 3],
      ],
    ])
    await expectSameOneByOne(model, { sequences, at, logits: true })
    await expectSameOneByOne(model, {
      sequences,
      at,
      logits: true,
      interventions: [push(set, 0.2, 1)],
    })
  }, 300_000)

  it('stops when the loop is left, and reads on', async () => {
    const sequences = await withOnePrompt()
    for await (const { index } of model.capture({ sequences, at })) {
      expect(index).toBe(0)
      break
    }
    expect(await readAll(model, { sequences: sequences.slice(0, 1), at })).toHaveLength(1)
  })

  it('lets two callers wait for each other', async () => {
    const [short, long] = await Promise.all([raw(sentences[0]!), raw(sentences[1]!)])
    const read = (ids: number[]) =>
      captureOne(model, { sequences: [{ ids, positions: 'all' }], at })
    const together = await Promise.all([read(short), read(long), read(short)])
    expect(together[2]).toEqual(together[0])
    expect(together[1]).toEqual(await read(long))
  })
})

describe.each(['llama-fused', 'gpt2-decomposed'])('Nested starts on %s', (name) => {
  let model: OrtModel
  beforeAll(async () => {
    model = (await openFolder(tinyFolder(name), { dtype: 'fp32' })).model
  })
  afterAll(() => model?.release())

  it.each(['add', 'ablate', null] as const)('give what each text gives alone: %s', async (kind) => {
    const { dModel, nLayers } = model.about
    const edit = { at: residPost(1), vector: randomDirection(dModel, 1), scale: 3 }
    for (const firstPosition of [0, 20]) {
      const interventions = kind ? [{ ...edit, kind, firstPosition }] : []
      const at = hookPoints(nLayers)
      await expectSameOneByOne(model, { sequences: nested, at, interventions, logits: true })
    }
  })

  it('give the same bits again', async () => {
    const request = { sequences: nested, at: [residPost(2)], logits: true }
    expect(await readAll(model, request)).toEqual(await readAll(model, request))
  })
})
