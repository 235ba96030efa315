import { afterEach, describe, expect, it, vi } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { isLoss } from '../../src/state/sentenceOf.ts'
import {
  type ConnectionOptions,
  connectEngine,
  type EngineConnection,
} from '../../src/wire/client.ts'
import type { MessageEndpoint } from '../../src/wire/endpoint.ts'
import { all, FakeEngine, type Joined, join, pause, writing } from './fakeEngine.ts'

const quick = { heartbeatMs: 4, silenceMs: 40 }
const thrownBy = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => error,
  )

describe('a connection', () => {
  const open: EngineConnection[] = []
  const overTheWire = (options?: ConnectionOptions): Joined => {
    const made = join(new FakeEngine(), options)
    open.push(made.engine)
    return made
  }
  /** Connects to a port where nobody answers. */
  const toNobody = (options?: ConnectionOptions) => {
    const { port1: near, port2: far } = new MessageChannel()
    const engine = connectEngine(near, options)
    open.push(engine)
    return { engine, near, far }
  }
  afterEach(() => {
    for (const engine of open.splice(0)) engine.dispose()
  })

  it('fails all pending calls when the worker is silent for too long', async () => {
    const { engine } = toNobody(quick)
    const [loading, tokenizing] = await Promise.all([
      thrownBy(all(engine.load({ folder: '' }))),
      thrownBy(engine.tokenize({ kind: 'raw', text: '' })),
    ])
    expect(loading).toBeInstanceOf(LabError)
    expect(loading).toMatchObject({ code: 'worker-dead' })
    expect((loading as LabError).message).toMatch(
      /silent for 0.04 seconds.*is kept.*Load the model/,
    )
    expect(tokenizing).toBe(loading)
  })

  it('outlives a silence shorter than that, and an idle hour', async () => {
    const { engine } = overTheWire({ heartbeatMs: 2, silenceMs: 200 })
    await pause(300)
    const until = performance.now() + 60
    while (performance.now() < until); // both event loops are blocked, as by wasm
    expect((await engine.tokenize({ kind: 'raw', text: 'a' })).ids).toEqual([97])
    expect(engine.closed).toBeNull()
  })

  it('does not take a computer that slept for a dead worker', () => {
    vi.useFakeTimers()
    const { engine } = toNobody()
    vi.advanceTimersByTime(4_000)
    vi.setSystemTime(Date.now() + 8 * 3_600_000)
    vi.advanceTimersByTime(2_000)
    expect(engine.closed).toBeNull()
    vi.advanceTimersByTime(30_000)
    expect(engine.closed).toMatchObject({ code: 'worker-dead' })
    vi.useRealTimers()
  })

  it('dies by an error of the worker and says what the worker said', async () => {
    const { engine, near } = toNobody()
    const pending = thrownBy(all(engine.generate(writing(3))))
    near.dispatchEvent(Object.assign(new Event('error'), { message: 'Uncaught: out of memory.' }))
    const error = await pending
    expect(error).toMatchObject({ code: 'worker-dead' })
    expect((error as LabError).message).toContain('stopped (Uncaught: out of memory).')
  })

  it('dies by a message that cannot be read', async () => {
    const { engine, near } = toNobody()
    near.dispatchEvent(new Event('messageerror'))
    expect(engine.closed?.message).toContain('could not read a message from the worker')
  })

  it('dies when the host cannot read a message, for that call would never end', async () => {
    const { engine, far } = overTheWire()
    const pending = thrownBy(all(engine.generate(writing(1e12))))
    far.dispatchEvent(new Event('messageerror'))
    expect(await pending).toMatchObject({ code: 'worker-dead' })
  })

  it('dies when the port is closed from the other side', async () => {
    const { engine, far } = toNobody()
    const pending = thrownBy(engine.tokenize({ kind: 'raw', text: '' }))
    far.close()
    expect(await pending).toMatchObject({ code: 'worker-dead' })
  })

  it('gives the answers that came before the death, then the error', async () => {
    const { engine, near } = overTheWire()
    const generation = engine.generate(writing(1e12))
    await generation[Symbol.asyncIterator]().next()
    await pause(10)
    near.dispatchEvent(new Event('error'))
    const indexes: number[] = []
    const reading = async (): Promise<void> => {
      for await (const event of generation)
        if (event.type === 'step') indexes.push(event.step.index)
    }
    expect(await thrownBy(reading())).toBe(engine.closed)
    expect(indexes.length).toBeGreaterThan(1)
    expect(indexes).toEqual(indexes.map((_, at) => at + 1))
  })

  it('refuses every call after its death with the same error, at once', async () => {
    const { engine, near } = toNobody()
    near.dispatchEvent(new Event('error'))
    const dead = engine.closed
    expect(dead).toBeInstanceOf(LabError)
    expect(await thrownBy(all(engine.load({ folder: '' })))).toBe(dead)
    expect(await thrownBy(all(engine.capture({ sequences: [], at: [] })))).toBe(dead)
    expect(await thrownBy(engine.tokenize({ kind: 'raw', text: '' }))).toBe(dead)
    const generation = engine.generate(writing(1))
    generation.steer(0, { coefficient: 1, interventions: [] })
    expect(await thrownBy(all(generation))).toBe(dead)
  })

  it('lets a loop be left although the worker is dead', async () => {
    const { engine, near } = overTheWire()
    for await (const _ of engine.generate(writing(1e12))) {
      near.dispatchEvent(new Event('error'))
      break
    }
    expect(engine.closed).not.toBeNull()
  })

  it('tells of its death once, also to those who ask later', () => {
    const { engine, near } = toNobody()
    const [told, deaf, late] = [vi.fn(), vi.fn(), vi.fn()]
    engine.onDeath(told)
    engine.onDeath(deaf)()
    near.dispatchEvent(new Event('error'))
    near.dispatchEvent(new Event('error'))
    engine.onDeath(late)
    expect(told.mock.calls).toEqual([[engine.closed]])
    expect(late.mock.calls).toEqual([[engine.closed]])
    expect(deaf).not.toHaveBeenCalled()
  })

  it('terminates a worker that died, so that its memory is free', () => {
    const target = new EventTarget()
    const terminate = vi.fn()
    const worker: MessageEndpoint = {
      postMessage() {},
      addEventListener: (type, listener) => target.addEventListener(type, listener),
      removeEventListener: (type, listener) => target.removeEventListener(type, listener),
      terminate,
    }
    open.push(connectEngine(worker))
    target.dispatchEvent(new Event('error'))
    expect(terminate).toHaveBeenCalledOnce()
  })

  it('fails one tokenize at its deadline and lives on', async () => {
    const { engine } = toNobody({ tokenizeMs: 10 })
    const error = await thrownBy(engine.tokenize({ kind: 'raw', text: '' }))
    expect(error).toMatchObject({ code: 'too-slow' })
    expect((error as LabError).message).toContain('Nothing is lost. Try again')
    expect(isLoss(error)).toBe(false)
    expect(engine.closed).toBeNull()
  })
})

describe('disposing', () => {
  it('cancels what runs on both sides and is no death', async () => {
    const fake = new FakeEngine()
    const { engine } = join(fake)
    const told = vi.fn()
    engine.onDeath(told)
    const pending = thrownBy(all(engine.generate(writing(1e12))))
    await pause(5)
    engine.dispose()
    engine.dispose()
    expect(await pending).toMatchObject({ code: 'cancelled' })
    expect(engine.closed).toMatchObject({ code: 'cancelled' })
    expect(await thrownBy(engine.tokenize({ kind: 'raw', text: '' }))).toBe(engine.closed)
    await expect.poll(() => fake.log).toEqual(['generate begun', 'generate left'])
    expect(told).not.toHaveBeenCalled()
  })
})
