import { afterEach, describe, expect, it } from 'vitest'
import type { Captured } from '../../src/steering/steerableModel.ts'
import { all, FakeEngine, type Joined, join } from './fakeEngine.ts'

const request = {
  sequences: [
    { ids: [1, 2, 3], positions: 'all' as const },
    { ids: [4, 5], positions: 'all' as const },
  ],
  at: ['blocks.0.hook_resid_post' as const],
}

describe('captured arrays', () => {
  let made: Joined | null = null
  const capture = (fake: FakeEngine): Promise<Captured[]> => {
    made = join(fake)
    return all(made.engine.capture(request))
  }
  afterEach(() => made?.engine.dispose())

  it('arrive as Float32Array, one answer a sequence, in their order', async () => {
    const captured = await capture(new FakeEngine())
    expect(captured).toEqual([
      {
        index: 0,
        positions: [0, 1, 2],
        residual: Float32Array.of(1, 2, 3),
        logits: Float32Array.of(0.25, 0, 1),
      },
      {
        index: 1,
        positions: [0, 1],
        residual: Float32Array.of(4, 5),
        logits: Float32Array.of(0.25, 1, 1),
      },
    ])
  })

  it('are moved, not copied, when they own their whole buffer', async () => {
    const fake = new FakeEngine()
    await capture(fake)
    expect(fake.yielded.map(({ residual, logits }) => [residual.length, logits?.length])).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  const heap = new Float32Array(1000).fill(7)
  const shared = new Float32Array(new SharedArrayBuffer(8))
  it.each([
    ['a view into a larger heap', heap.subarray(10, 12), [7, 7]],
    ['shared memory', shared, [0, 0]],
  ])('leave %s alone and bring only their own numbers', async (_, residual, values) => {
    class Viewing extends FakeEngine {
      override async *capture(): AsyncGenerator<Captured> {
        yield { index: 0, positions: [0], residual, logits: null }
      }
    }
    const [captured] = await capture(new Viewing())
    expect([...(captured?.residual ?? [])]).toEqual(values)
    expect(captured?.residual.buffer.byteLength).toBe(8)
    expect(captured?.logits).toBeNull()
    expect(residual).toHaveLength(2)
  })

  it('may be one and the same array twice', async () => {
    class Twin extends FakeEngine {
      override async *capture(): AsyncGenerator<Captured> {
        const both = Float32Array.of(1, 2)
        yield { index: 0, positions: [0], residual: both, logits: both }
      }
    }
    const [captured] = await capture(new Twin())
    expect(captured?.logits).toEqual(Float32Array.of(1, 2))
  })

  it('of the request stay with the page', async () => {
    made = join(new FakeEngine())
    const vector = Float32Array.of(1, 0)
    const at = 'blocks.0.hook_resid_post'
    const interventions = [{ kind: 'ablate', at, vector, firstPosition: 1 }] as const
    await all(made.engine.capture({ ...request, interventions }))
    expect(vector).toEqual(Float32Array.of(1, 0))
  })
})
