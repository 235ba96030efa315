import { afterEach, describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import type { LoadEvent } from '../../src/steering/labEngine.ts'
import { all, FakeEngine, type Joined, join, pause, writing } from './fakeEngine.ts'

const FOREVER = 1e12

describe('leaving a loop over the wire', () => {
  let made: Joined | null = null
  const overTheWire = (fake: FakeEngine): Joined => {
    made = join(fake)
    return made
  }
  afterEach(() => made?.engine.dispose())

  it('reaches the finally of the engine by break, before the next statement runs', async () => {
    const fake = new FakeEngine()
    for await (const _ of overTheWire(fake).engine.generate(writing(FOREVER))) break
    expect(fake.log).toEqual(['generate begun', 'generate left'])
  })

  it('reaches it by throw, and keeps the error that was thrown', async () => {
    const fake = new FakeEngine()
    const { engine } = overTheWire(fake)
    const reading = async (): Promise<void> => {
      for await (const _ of engine.generate(writing(FOREVER))) throw new Error('mine')
    }
    await expect(reading()).rejects.toThrow('mine')
    expect(fake.log).toEqual(['generate begun', 'generate left'])
  })

  it('ends the call with exactly one done and no answer after it', async () => {
    const { engine, received } = overTheWire(new FakeEngine())
    for await (const _ of engine.generate(writing(FOREVER))) break
    const crossed = received.length
    await pause(10)
    expect(received).toHaveLength(crossed)
    expect(received.filter((message) => message.kind === 'done')).toHaveLength(1)
    expect(received.at(-1)).toMatchObject({ kind: 'done' })
  })

  it('reaches an engine that is still busy with its first answer', async () => {
    const log: string[] = []
    class Slow extends FakeEngine {
      override async *load(): AsyncGenerator<LoadEvent> {
        try {
          log.push('busy')
          await pause(40)
          yield { type: 'note', text: 'late' }
          log.push('went on')
        } finally {
          log.push('left')
        }
      }
    }
    const loading = overTheWire(new Slow()).engine.load({ folder: '' })[Symbol.asyncIterator]()
    const first = loading.next()
    await pause(10)
    expect(log).toEqual(['busy'])
    const left = loading.return?.()
    expect(await first).toEqual({ done: true, value: undefined })
    await left
    expect(log).toEqual(['busy', 'left'])
  })

  it('calls return while the engine computes, so that an engine that listens can stop at once', async () => {
    const log: string[] = []
    class Listening extends FakeEngine {
      override load(): AsyncGenerator<LoadEvent> {
        const loading = super.load({ folder: '' })
        loading.next = () => new Promise(() => log.push('next')) // never settles
        loading.return = async () => {
          log.push('return')
          return { done: true, value: undefined }
        }
        return loading
      }
    }
    const loading = overTheWire(new Listening()).engine.load({ folder: '' })[Symbol.asyncIterator]()
    void loading.next()
    await expect.poll(() => log).toEqual(['next'])
    await loading.return?.()
    expect(log).toEqual(['next', 'return'])
  })

  it('makes no call when it is left before the first answer was asked for', async () => {
    const fake = new FakeEngine()
    const { engine } = overTheWire(fake)
    const generation = engine.generate(writing(3))
    await generation[Symbol.asyncIterator]().return?.()
    expect(await all(generation)).toEqual([])
    await engine.tokenize({ kind: 'raw', text: '' })
    expect(fake.log).toEqual([])
  })

  it('is not an error, even if the engine says so', async () => {
    class Complaining extends FakeEngine {
      override async *load(): AsyncGenerator<LoadEvent> {
        try {
          yield { type: 'note', text: 'a' }
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: an engine that reports its own cancelling
          throw new LabError('cancelled', 'You left.')
        }
      }
    }
    const { engine, received } = overTheWire(new Complaining())
    for await (const _ of engine.load({ folder: '' })) break
    expect(received.map((message) => message.kind)).toEqual(['answer', 'failed'])
  })

  it('leaves the other calls alone', async () => {
    const { engine } = overTheWire(new FakeEngine())
    const other = all(engine.generate(writing(200)))
    for await (const _ of engine.generate(writing(FOREVER))) break
    expect(await other).toHaveLength(201)
  })
})
