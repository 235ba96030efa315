import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import { connectEngine, type EngineConnection } from '../../src/wire/client.ts'
import type { MessageEndpoint } from '../../src/wire/endpoint.ts'
import { serveEngine } from '../../src/wire/host.ts'
import { all, FakeEngine, join, pause, writing } from './fakeEngine.ts'

const wire = 'evenkeel/1'
const strange: readonly unknown[] = [
  null,
  undefined,
  7,
  'done',
  [],
  new Float32Array(2),
  {},
  { kind: 'done', id: 1 }, // not marked as ours
  { wire: 'evenkeel/0', kind: 'done', id: 1 },
  { wire, kind: 'dance', id: 1 },
  { wire, kind: 'done', id: '1' },
  { wire, kind: 'done', id: -1 },
  { wire, kind: 'answer' },
  { wire, kind: 'failed', id: 1 },
  { wire, kind: 'failed', id: 1, error: 'text' },
  { wire, kind: 'done', id: 99 }, // nobody waits for it
  { wire, kind: 'answer', id: 99, answer: {} },
  { wire, kind: 'cancel', id: 99 },
  { wire, kind: 'steer', id: 99, lane: 0, steering: { coefficient: 1, interventions: [] } },
  { wire, kind: 'steer', id: 99, lane: 'x' },
]

describe('the host', () => {
  /** Speaks to a host without a client. */
  const speak = (fake = new FakeEngine()) => {
    const { port1: near, port2: far } = new MessageChannel()
    const received: unknown[] = []
    near.onmessage = (event) => received.push(event.data)
    serveEngine(far, fake)
    close = () => near.close()
    return { near, received }
  }
  let close = (): void => {}
  afterEach(() => close())

  it('ignores what is not ours', async () => {
    const { near, received } = speak()
    for (const message of strange) near.postMessage(message)
    near.postMessage({ wire, kind: 'ping' })
    await expect.poll(() => received).toEqual([{ wire, kind: 'pong' }])
  })

  it.each([
    [{ call: 'fly' }, 'no call "fly". It has load, tokenize, capture, generate, derive.'],
    [{ call: 'constructor' }, 'no call "constructor"'],
    [{ call: { toString: 1 } }, 'no call "?"'],
    [{ call: 'load' }, 'request must be an object'],
    [{ call: 'load', request: { folder: 3 } }, 'request.folder must be a text'],
    [
      { call: 'load', request: { folder: '', device: 'gpu' } },
      'request.device must be one of auto',
    ],
    [{ call: 'tokenize', request: { kind: 'odd' } }, 'request.kind must be one of raw, bare, chat'],
    [
      { call: 'tokenize', request: { kind: 'chat', messages: 'hi' } },
      'request.messages must be a list',
    ],
    [
      { call: 'capture', request: { sequences: [{ ids: [1, '2'], positions: 'all' }], at: [] } },
      'request.sequences[0].ids[1] must be a number',
    ],
    [
      { call: 'generate', request: { ...writing(1), probes: [{ at: 'x', direction: [1, 2] }] } },
      'request.probes[0].direction must be a Float32Array',
    ],
    [
      { call: 'derive', request: { contrast: null, recipe: 'pairs' } },
      'request.contrast must be an',
    ],
  ])('answers %j with an error that names what is wrong', async (call, sentence) => {
    const { near, received } = speak()
    near.postMessage({ wire, kind: 'call', id: 5, ...call })
    await expect.poll(() => received).toHaveLength(1)
    const message = expect.stringContaining(sentence)
    expect(received).toEqual([
      { wire, kind: 'failed', id: 5, error: { code: 'bad-input', message } },
    ])
  })

  it('does not begin a second call under an id that runs', async () => {
    const fake = new FakeEngine()
    const { near, received } = speak(fake)
    const call = { wire, kind: 'call', id: 1, call: 'generate', request: writing(30) }
    near.postMessage(call)
    near.postMessage(call)
    near.postMessage({ ...call, call: 'fly' })
    await expect.poll(() => received.at(-1)).toEqual({ wire, kind: 'done', id: 1 })
    await pause(10)
    expect(received).toHaveLength(32)
    expect(fake.log).toEqual(['generate begun', 'generate left'])
  })

  it('ends a generation that is given a steering without sense', async () => {
    const { near, received } = speak()
    const id = 1
    near.postMessage({ wire, kind: 'call', id, call: 'generate', request: writing(1e12) })
    near.postMessage({ wire, kind: 'steer', id, lane: 0, steering: { coefficient: 'much' } })
    const message = expect.stringContaining('steering.coefficient must be a number')
    await expect
      .poll(() => received.at(-1))
      .toMatchObject({ kind: 'failed', id, error: { code: 'bad-input', message } })
  })

  it('can be served on the self of a worker, which has no start', async () => {
    const target = new EventTarget()
    const received: unknown[] = []
    const self = {
      postMessage: (message: unknown) => received.push(message),
      addEventListener: (type, listener) => target.addEventListener(type, listener),
      removeEventListener: (type, listener) => target.removeEventListener(type, listener),
    } satisfies MessageEndpoint
    serveEngine(self, new FakeEngine())
    target.dispatchEvent(new MessageEvent('message', { data: { wire, kind: 'ping' } }))
    await expect.poll(() => received).toEqual([{ wire, kind: 'pong' }])
    expectTypeOf<Worker>().toExtend<MessageEndpoint>()
    expectTypeOf<Window & typeof globalThis>().toExtend<MessageEndpoint>()
  })
})

describe('the client', () => {
  let engine: EngineConnection | null = null
  afterEach(() => engine?.dispose())

  it('ignores what is not ours', async () => {
    const joined = join(new FakeEngine())
    engine = joined.engine
    const generating = all(engine.generate(writing(50)))
    for (const message of strange) joined.far.postMessage(message)
    expect(await generating).toHaveLength(51)
  })

  it('fails a call whose answer has another shape, and cancels it', async () => {
    const { port1: near, port2: far } = new MessageChannel()
    const heard: unknown[] = []
    far.onmessage = ({ data }) => {
      heard.push(data.kind)
      if (data.kind === 'call')
        far.postMessage({ wire, kind: 'answer', id: data.id, answer: { type: 'note', text: 5 } })
    }
    engine = connectEngine(near)
    await expect(all(engine.load({ folder: '' }))).rejects.toThrow(
      'The engine gave load an answer of another shape: answer.text must be a text.',
    )
    await expect.poll(() => heard).toEqual(['call', 'cancel'])
  })

  it('takes only the first of two ends', async () => {
    const { port1: near, port2: far } = new MessageChannel()
    far.onmessage = ({ data: { id } }) => {
      far.postMessage({ wire, kind: 'done', id })
      far.postMessage({ wire, kind: 'failed', id, error: { message: 'too late' } })
      far.postMessage({ wire, kind: 'answer', id, answer: { type: 'note', text: 'too late' } })
    }
    engine = connectEngine(near)
    const loading = engine.load({ folder: '' })
    expect(await all(loading)).toEqual([])
    await pause(5)
    expect(await all(loading)).toEqual([])
  })

  it('brings an error with a code it does not know as an Error', async () => {
    const { port1: near, port2: far } = new MessageChannel()
    far.onmessage = ({ data: { id } }) =>
      far.postMessage({ wire, kind: 'failed', id, error: { message: 'odd', code: 'toString' } })
    engine = connectEngine(near)
    const error = await all(engine.load({ folder: '' })).catch((thrown: unknown) => thrown)
    expect(error).toEqual(new Error('odd'))
  })
})
