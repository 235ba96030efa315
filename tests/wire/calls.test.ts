import { afterEach, describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import type { LabEngine } from '../../src/steering/labEngine.ts'
import { all, FakeEngine, type Joined, join, writing } from './fakeEngine.ts'

describe('a call over the wire', () => {
  const joined: Joined[] = []
  const overTheWire = (engine: LabEngine = new FakeEngine()): Joined => {
    const made = join(engine)
    joined.push(made)
    return made
  }
  afterEach(() => {
    for (const { engine } of joined.splice(0)) engine.dispose()
  })

  it('brings the events of a load in their order', async () => {
    const events = await all(overTheWire().engine.load({ folder: 'models/tiny/' }))
    expect(events.map((event) => event.type)).toEqual(['progress', 'note', 'ready'])
    expect(events.at(-1)).toMatchObject({ model: { about: { name: 'fake' }, direction: null } })
  })

  it('brings a thousand steps in their order', async () => {
    const events = await all(overTheWire().engine.generate(writing(1000)))
    const indexes = events.map((event) => (event.type === 'step' ? event.step.index : event.type))
    expect(indexes).toEqual([...Array(1000).keys(), 'end'])
  })

  it('ends exactly once, with done or a value', async () => {
    const { engine, received } = overTheWire()
    await all(engine.generate(writing(3)))
    await engine.tokenize({ kind: 'raw', text: 'hi' })
    const kinds = received.map((message) => message.kind)
    expect(kinds).toEqual(['answer', 'answer', 'answer', 'answer', 'done', 'value'])
  })

  it('turns text into ids', async () => {
    const tokenized = await overTheWire().engine.tokenize({
      kind: 'chat',
      messages: [{ role: 'user', content: 'ab' }],
    })
    expect(tokenized).toEqual({ ids: [97, 98], pieces: ['a', 'b'], text: 'ab' })
  })

  it('derives directions that arrive as Float32Array', async () => {
    const contrast = {} as Parameters<LabEngine['derive']>[0]['contrast']
    const last = (await all(overTheWire().engine.derive({ contrast, recipe: 'pairs' }))).at(-1)
    expect(last).toMatchObject({ directions: { directions: Float32Array.of(0.6, 0.8) } })
  })

  it('does not mix two generations that run at the same time', async () => {
    const { engine, received } = overTheWire()
    const [first, second] = await Promise.all([
      all(engine.generate(writing(20, [1]))),
      all(engine.generate(writing(20, [2]))),
    ])
    const pushes = (events: typeof first): unknown[] =>
      events.flatMap((event) => (event.type === 'step' ? [event.step.coefficient] : []))
    expect(pushes(first)).toEqual(Array(20).fill(1))
    expect(pushes(second)).toEqual(Array(20).fill(2))
    const ids = received.map((message) => message.id)
    expect(ids.lastIndexOf(1)).toBeGreaterThan(ids.indexOf(2)) // they were interleaved
  })

  it('answers a tokenize in the middle of a generation', async () => {
    const { engine } = overTheWire()
    let steps = 0
    for await (const event of engine.generate(writing(1_000_000))) {
      expect(event.type).toBe('step')
      if (++steps === 3)
        expect((await engine.tokenize({ kind: 'bare', text: 'x' })).ids).toEqual([120])
      if (steps === 5) break
    }
  })

  it('starts nothing in the worker before the first answer is asked for', async () => {
    const fake = new FakeEngine()
    const { engine } = overTheWire(fake)
    engine.generate(writing(3))
    await engine.tokenize({ kind: 'raw', text: '' })
    expect(fake.log).toEqual([])
  })

  it('can be gone through once', async () => {
    const generation = overTheWire().engine.generate(writing(2))
    expect(await all(generation)).toHaveLength(3)
    expect(await all(generation)).toEqual([])
  })

  it('steers while it runs, and keeps what was written before', async () => {
    const { engine } = overTheWire()
    const generation = engine.generate(writing(1_000_000, [0, 5]))
    const seen = new Set<string>()
    for await (const event of generation) {
      if (event.type !== 'step') continue
      const { index, coefficient } = event.step
      seen.add(`${event.lane}: ${coefficient}`)
      if (index === 2 && event.lane === 0)
        generation.steer(0, { coefficient: 9, interventions: [] })
      if (index < 2 && event.lane === 0) expect(coefficient).toBe(0)
      if (coefficient === 9) break
    }
    expect([...seen]).toEqual(['0: 0', '1: 5', '0: 9'])
  })

  it('holds a steering that is given before the first answer is asked for', async () => {
    const generation = overTheWire().engine.generate(writing(50))
    generation.steer(0, { coefficient: 4, interventions: [] })
    const steps = (await all(generation)).flatMap((e) =>
      e.type === 'step' ? [e.step.coefficient] : [],
    )
    expect(steps.at(-1)).toBe(4)
  })

  it('refuses a lane that is not there where the mistake is made', () => {
    const generation = overTheWire().engine.generate(writing(2))
    expect(() => generation.steer(1, { coefficient: 0, interventions: [] })).toThrow(RangeError)
  })

  it('ends with the reason when the engine refuses a steering', async () => {
    const fake = new FakeEngine()
    const generation = overTheWire(fake).engine.generate(writing(1_000_000))
    await generation[Symbol.asyncIterator]().next()
    generation.steer(0, { coefficient: 101, interventions: [] })
    await expect(all(generation)).rejects.toThrow('That push is too strong.')
    await expect.poll(() => fake.log).toEqual(['generate begun', 'generate left'])
  })

  it('brings a LabError with its code and sentence, after the answers that came before it', async () => {
    class Failing extends FakeEngine {
      override async *load() {
        yield { type: 'note' as const, text: 'so far so good' }
        throw new LabError('wrong-hash', 'model.onnx is damaged. Download it again.')
      }
    }
    const loading = overTheWire(new Failing()).engine.load({ folder: 'x/' })
    const iterator = loading[Symbol.asyncIterator]()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect((await iterator.next()).value).toEqual({ type: 'note', text: 'so far so good' })
    const error = await iterator.next().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LabError)
    expect(error).toMatchObject({
      code: 'wrong-hash',
      message: 'model.onnx is damaged. Download it again.',
    })
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })

  it.each([
    ['an Error', new RangeError('out of range'), 'out of range'],
    ['a text', 'just words', 'just words'],
  ])('brings %s as an Error with its message', async (_, thrown, message) => {
    class Failing extends FakeEngine {
      override tokenize(): Promise<never> {
        return Promise.reject(thrown)
      }
      override generate(): never {
        throw thrown // before there is anything to go through
      }
    }
    const { engine } = overTheWire(new Failing())
    const error = await engine.tokenize({ kind: 'raw', text: '' }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(LabError)
    expect(error).toMatchObject({ message })
    await expect(all(engine.generate(writing(1)))).rejects.toThrow(message)
  })

  it('fails when an answer cannot cross, and lets the engine clean up', async () => {
    const log: string[] = []
    class Odd extends FakeEngine {
      override async tokenize() {
        return { ids: [], pieces: [], text: '', extra: () => 0 }
      }
      override async *load() {
        try {
          yield { type: 'note' as const, text: 'a', extra: () => 0 }
        } finally {
          log.push('left')
        }
      }
    }
    const { engine } = overTheWire(new Odd())
    await expect(engine.tokenize({ kind: 'raw', text: '' })).rejects.toThrow('could not be cloned')
    await expect(all(engine.load({ folder: '' }))).rejects.toThrow('could not be cloned')
    await expect.poll(() => log).toEqual(['left'])
  })

  it('fails when a request cannot cross', async () => {
    const { engine } = overTheWire()
    const request = { folder: 'x/', extra: () => 0 }
    await expect(all(engine.load(request))).rejects.toThrow('could not be cloned')
  })
})
