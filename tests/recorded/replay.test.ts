import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { replay } from '../../src/recorded/replay.ts'

const events = [
  { ms: 0, event: 'a' },
  { ms: 800, event: 'b' },
  { ms: 800, event: 'c' },
  { ms: 900, event: 'd' },
]

describe('a replay', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('gives events at the pace at which they came', async () => {
    const seen: [string, number][] = []
    const start = performance.now()
    const reading = (async () => {
      for await (const event of replay(async () => events))
        seen.push([event, performance.now() - start])
    })()
    await vi.advanceTimersByTimeAsync(799)
    expect(seen).toEqual([['a', 0]])
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.map(([event]) => event)).toEqual(['a', 'b', 'c'])
    await vi.advanceTimersByTimeAsync(100)
    await reading
    expect(seen).toEqual([
      ['a', 0],
      ['b', 800],
      ['c', 800],
      ['d', 900],
    ])
  })

  it('gives them so many times as fast where that is asked for', async () => {
    const seen: number[] = []
    const start = performance.now()
    const reading = (async () => {
      for await (const _ of replay(async () => events, 20)) seen.push(performance.now() - start)
    })()
    await vi.advanceTimersByTimeAsync(45)
    await reading
    expect(seen).toEqual([0, 40, 40, 45])
  })

  it('does not run late for a reader that was slow', async () => {
    const reader = replay(async () => events)
    await reader.next()
    await vi.advanceTimersByTimeAsync(5000)
    const before = performance.now()
    await reader.next()
    await reader.next()
    await reader.next()
    expect(performance.now() - before).toBe(0)
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })

  it('ends its wait at once when its loop is left, and keeps no timer', async () => {
    const reader = replay(async () => events)
    await reader.next()
    const waiting = reader.next()
    await vi.advanceTimersByTimeAsync(10)
    expect(vi.getTimerCount()).toBe(1)
    const left = reader.return?.()
    await expect(waiting).resolves.toMatchObject({ done: true })
    await left
    expect(vi.getTimerCount()).toBe(0)
    expect(await reader.next()).toMatchObject({ done: true })
  })

  it('throws what stood in the way', async () => {
    const reader = replay(async (): Promise<typeof events> => {
      throw new LabError('not-recorded', 'This is not recorded.')
    })
    await expect(reader.next()).rejects.toThrow('This is not recorded.')
  })
})
