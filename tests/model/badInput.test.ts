import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LabError, type LabErrorCode } from '../../src/labError.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import type {
  CaptureRequest,
  GenerateRequest,
  GenerationEvent,
  Sampling,
} from '../../src/steering/steerableModel.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

const dModel = 48
const contextLength = 128
const add: Intervention = {
  kind: 'add',
  at: residPost(1),
  vector: new Float32Array(dModel).fill(0.1),
  scale: 1,
  firstPosition: 1,
}
const request: GenerateRequest = {
  ids: [1, 2, 3],
  lanes: [{ name: 'Steered', steering: { coefficient: 0.1, interventions: [add] }, shadow: true }],
  probes: [{ at: residPost(2), direction: add.vector }],
  sampling: { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1, seed: 1 },
  maxTokens: 3,
  ignoreStop: true,
}
const sampled = (change: Partial<Record<keyof Sampling, unknown>>) =>
  ({ sampling: { ...request.sampling, ...change } }) as Partial<GenerateRequest>
const steered = (change: object, coefficient: unknown = 0.1) => {
  const interventions = [{ ...add, ...change } as Intervention]
  return { lanes: [{ ...request.lanes[0]!, steering: { coefficient, interventions } }] }
}

describe('Requests that cannot be met', { timeout: 120_000 }, () => {
  let model: OrtModel
  let expected: GenerationEvent[]
  beforeAll(async () => {
    model = (await openFolder(tinyFolder('llama-fused'), { dtype: 'fp32' })).model
    expected = await write({})
  }, 120_000)
  afterAll(() => model.release())

  const write = async (change: object): Promise<GenerationEvent[]> => {
    const events: GenerationEvent[] = []
    for await (const event of model.generate({ ...request, ...change })) events.push(event)
    return events
  }
  const read = (change: Partial<CaptureRequest>) =>
    captureOne(model, {
      sequences: [{ ids: [1, 2, 3], positions: 'all' }],
      at: [residPost(1)],
      ...change,
    })

  const writing: [string, object, LabErrorCode, string[]][] = [
    ['an empty prompt', { ids: [] }, 'bad-input', ['prompt is empty']],
    ['an id outside the vocabulary', { ids: [1, 256] }, 'bad-input', ['256', '0 to 255']],
    ['an id below zero', { ids: [-1] }, 'bad-input', ['-1']],
    ['an id that is not whole', { ids: [1.5] }, 'bad-input', ['1.5']],
    [
      'a prompt longer than the context',
      { ids: new Array(contextLength + 1).fill(5) },
      'too-long',
      ['129 tokens', 'reads 128', 'Shorten'],
    ],
    [
      'a prompt and new tokens longer than the context',
      { ids: new Array(100).fill(5), maxTokens: 29 },
      'too-long',
      ['100 prompt tokens', '29 new ones', '128'],
    ],
    ['no lanes', { lanes: [] }, 'bad-input', ['no lane']],
    ['no new tokens', { maxTokens: 0 }, 'bad-input', ['number of new tokens is 0']],
    ['new tokens that are no number', { maxTokens: Number.NaN }, 'bad-input', ['NaN']],
    ['a seed that is no number', sampled({ seed: Number.NaN }), 'bad-input', ['seed is NaN']],
    ['a seed that is not whole', sampled({ seed: 0.5 }), 'bad-input', ['seed is 0.5']],
    ['a seed that is a text', sampled({ seed: '7' }), 'bad-input', ['seed is 7']],
    [
      'a temperature that is no number',
      sampled({ temperature: Number.NaN }),
      'bad-input',
      ['temp'],
    ],
    ['a temperature below zero', sampled({ temperature: -1 }), 'bad-input', ['temperature is -1']],
    ['an endless temperature', sampled({ temperature: 1 / 0 }), 'bad-input', ['Infinity']],
    ['a top-k that is not whole', sampled({ topK: 1.5 }), 'bad-input', ['Top-k is 1.5']],
    ['a top-p of zero', sampled({ topP: 0 }), 'bad-input', ['Top-p is 0']],
    ['a top-p above one', sampled({ topP: 1.1 }), 'bad-input', ['Top-p is 1.1']],
    ['a penalty of zero', sampled({ repetitionPenalty: 0 }), 'bad-input', ['penalty is 0']],
    ['a coefficient that is no number', steered({}, Number.NaN), 'bad-input', ['Steered', 'NaN']],
    ['a scale that is no number', steered({ scale: Number.NaN }), 'bad-input', ['scale', 'NaN']],
    [
      'a vector of the wrong length',
      steered({ vector: new Float32Array(47) }),
      'model-mismatch',
      ['47 numbers', 'have 48'],
    ],
    [
      'a vector with a value that is no number',
      steered({ vector: new Float32Array(dModel).fill(Number.NaN) }),
      'bad-input',
      ['not finite'],
    ],
    [
      'a direction to ablate that is not unit',
      steered({ kind: 'ablate', vector: new Float32Array(dModel).fill(1) }),
      'bad-input',
      ['length 1'],
    ],
    [
      'a block that is not there',
      steered({ at: residPost(4) }),
      'bad-input',
      ['blocks.4', '0 to 3'],
    ],
    [
      'a probe of the wrong length',
      { probes: [{ at: residPost(1), direction: new Float32Array(49) }] },
      'model-mismatch',
      ['49 numbers', '48'],
    ],
    [
      'a probe at a block that is not there',
      { probes: [{ at: residPost(9), direction: add.vector }] },
      'bad-input',
      ['blocks.9'],
    ],
  ]
  it.each(writing)(
    'refuses to write with %s, then writes as before',
    async (_, change, code, says) => {
      expectRefusal(await reasonOf(write(change)), code, says)
      expect(await write({})).toEqual(expected)
    },
  )

  const sequence = (ids: number[], positions: unknown = 'last') =>
    ({ sequences: [{ ids, positions }] }) as Partial<CaptureRequest>
  const reading: [string, Partial<CaptureRequest>, LabErrorCode, string[]][] = [
    ['an empty sequence', sequence([]), 'bad-input', ['prompt is empty']],
    ['an id outside the vocabulary', sequence([999]), 'bad-input', ['999']],
    ['a text longer than the context', sequence(new Array(129).fill(1)), 'too-long', ['129']],
    ['a position behind the end', sequence([1, 2], [2]), 'bad-input', ['position 2', '2 tokens']],
    ['a position before the start', sequence([1, 2], [-1]), 'bad-input', ['position -1']],
    ['a position that is no number', sequence([1, 2], [Number.NaN]), 'bad-input', ['position NaN']],
    ['a hook point that is not there', { at: [residPost(4)] }, 'bad-input', ['blocks.4']],
    [
      'a vector of the wrong length',
      { interventions: [{ ...add, vector: new Float32Array(1) }] },
      'model-mismatch',
      ['1 numbers', 'have 48'],
    ],
  ]
  it.each(reading)('refuses to read %s, then reads as before', async (_, change, code, says) => {
    const before = await read({})
    expectRefusal(await reasonOf(read(change)), code, says)
    expect(await read({})).toEqual(before)
  })

  const turns: [string, object, LabErrorCode, string[]][] = [
    ['a coefficient that is no number', steered({}, Number.NaN), 'bad-input', ['Steered', 'NaN']],
    [
      'a vector of the wrong length',
      steered({ vector: new Float32Array(47) }),
      'model-mismatch',
      ['47 numbers', 'have 48'],
    ],
    ['a scale that is no number', steered({ scale: Number.NaN }), 'bad-input', ['scale']],
    [
      'an ablation, in a run that began with additions',
      steered({ kind: 'ablate', vector: new Float32Array(dModel).fill(dModel ** -0.5) }),
      'bad-input',
      ['began with additions', 'Run again'],
    ],
  ]
  it.each(turns)(
    'refuses to steer to %s, and writes on as it was',
    async (_, change, code, says) => {
      const { steering } = (change as Pick<GenerateRequest, 'lanes'>).lanes[0]!
      const run = model.generate(request)
      expectRefusal(await reasonOf((async () => run.steer(0, steering))()), code, says)
      const events: GenerationEvent[] = []
      for await (const event of run) {
        events.push(event)
        if (event.type === 'step')
          expectRefusal(await reasonOf((async () => run.steer(0, steering))()), code, says)
      }
      expect(events).toEqual(expected)
    },
  )

  it('says that numbers which overflow came from the push, and writes on after it', async () => {
    const error = await reasonOf(write(steered({ scale: 1e40 })))
    expectRefusal(error, 'bad-input', ['overflowed', 'Steered', 'nearer to 0'])
    expect(await write({})).toEqual(expected)
  })
})

/** What a promise was rejected with. */
const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing was refused',
    (reason: unknown) => reason,
  )

function expectRefusal(error: unknown, code: LabErrorCode, says: readonly string[]): void {
  expect(error).toBeInstanceOf(LabError)
  const refusal = error as LabError
  expect(refusal.code).toBe(code)
  for (const words of says) expect(refusal.message).toContain(words)
}
