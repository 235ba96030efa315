import { afterEach, describe, expect, it, vi } from 'vitest'
import { largestDifference } from '../../src/commands/checkList.ts'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { loadModel } from '../../src/model/loadModel.ts'
import { openWasm, threadCount } from '../../src/model/runtime.ts'
import { openSession, type Session } from '../../src/model/session.ts'
import { loweredBytes } from '../../src/onnx/prepare.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { hookPoints } from '../../src/steering/hookPoint.ts'
import type { LoadEvent } from '../../src/steering/labEngine.ts'
import type { SteerableModel } from '../../src/steering/steerableModel.ts'
import { answerOf, type Encoded, floats } from '../commands/runCli.ts'
import { graphFiles } from '../onnx/tinyDecoders.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

const fused = tinyFolder('llama-fused')

const ids = [1, 9, 7, 200, 31]

async function readings(model: SteerableModel): Promise<Float32Array> {
  const sequences = [{ ids, positions: 'all' as const }]
  return (await captureOne(model, { sequences, at: hookPoints(model.about.nLayers) })).residual
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('No threads', { timeout: 120_000 }, () => {
  it('computes on one thread where the page may not share memory, and gives the same numbers', async () => {
    vi.stubGlobal('crossOriginIsolated', false)
    const { model, runtime } = await openFolder(fused, { dtype: 'fp32' })
    expect(model.about.threads).toBe(1)
    expect(runtime.label).toBe('CPU, 1 thread')
    const alone = await readings(model)
    await model.release()
    // A runtime keeps the threads that it began with, so the other one is a process of its own.
    const { residual } = await answerOf<{ residual: Encoded }>(
      ...(['capture', fused, '--dtype', 'fp32', '--ids', ids.join(',')] as const),
    )
    expect(largestDifference(alone, floats(residual))).toBeLessThan(1e-5)
  })

  it.each([
    [1, true, 1],
    [2, true, 2],
    [4, true, 4],
    [8, true, 4],
    [32, true, 8],
    [8, false, 1],
    [0, true, 1],
  ])('for %i cores and shared memory %s uses %i', (cores, canShareMemory, threads) => {
    expect(threadCount(cores, canShareMemory)).toBe(threads)
  })
})

describe('No WebGPU', { timeout: 120_000 }, () => {
  it.each(['webgpu', 'auto'] as const)(
    'falls back to the CPU when asked for %s, and says why once',
    async (device) => {
      const notes: string[] = []
      const onEvent = (event: LoadEvent) => {
        if (event.type === 'note') notes.push(event.text)
      }
      const { model, summary } = await loadModel(diskFolder(fused), nodeRuntimes, {
        device,
        dtype: 'fp32',
        onEvent,
      })
      expect(model.about).toMatchObject({ device: 'wasm', weights: 'float32' })
      expect(summary.fidelity).toMatchObject({ ok: true, reference: false })
      expect(notes.filter((note) => note.includes('was not used'))).toEqual([
        'The graphics card was not used: This browser has no WebGPU.',
      ])
      await model.release()
    },
  )

  it('tells that the inference engine could not be fetched', async () => {
    const importWasm = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(
      loadModel(diskFolder(fused), { ...nodeRuntimes, importWasm }, { device: 'wasm' }),
    ).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('The inference engine could not be fetched'),
    })
  })
})

describe('Not enough memory', { timeout: 120_000 }, () => {
  it('leaves weights as they are stored when lowered ones exceed the budget by a byte', async () => {
    const lowered = loweredBytes(graphFiles(`${fused}/onnx/model_q4.onnx`), 'float32')
    const open = async (memoryBudget: number) =>
      (await openFolder(fused, { dtype: 'q4', memoryBudget })).model
    const fitting = await open(lowered)
    expect(fitting.about.weights).toBe('float32')
    const float32 = await readings(fitting)
    await fitting.release()
    const tight = await open(lowered - 1)
    expect(tight.about.weights).toBe('as stored')
    const stored = await readings(tight)
    expect(largestDifference(stored, float32)).toBeLessThan(0.5) // activations are rounded to 8 bits there
    await tight.release()
  })

  it('says so when a tensor does not fit, and the session can be used again', async () => {
    const runtime = await openWasm(nodeRuntimes)
    const session = await openSession(runtime, constantOfShape())
    const filled = async (count: bigint) => {
      const n = new runtime.ort.Tensor('int64', BigInt64Array.of(count), [1])
      return (await session.run({ n }, ['y']))['y']?.dims
    }
    for (const count of [1_073_000_000n, 2_000_000_000n]) // just below 4 GiB, and above
      await expect(filled(count)).rejects.toMatchObject({
        code: 'no-memory',
        message: expect.stringContaining('not enough memory'),
      })
    expect(await filled(4n)).toEqual([4])
    await session.release()
  })

  it('says so when a file does not fit', async () => {
    const read = async () => new Uint8Array(new ArrayBuffer(2 ** 52))
    await expect(loadModel({ name: 'vast', read }, nodeRuntimes)).rejects.toMatchObject({
      code: 'no-memory',
    })
  })

  it('passes other errors of the runtime on', async () => {
    const runtime = await openWasm(nodeRuntimes)
    const session: Session = await openSession(runtime, constantOfShape())
    const n = new runtime.ort.Tensor('float32', Float32Array.of(4), [1])
    await expect(session.run({ n }, ['y'])).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringContaining('The inference engine refused the model'),
    })
    await session.release()
  })
})

/** A graph that fills as many float32 as its input says. */
function constantOfShape(): Parameters<typeof openSession>[1] {
  const node = [...text(1, 'n'), ...text(2, 'y'), ...text(4, 'ConstantOfShape')]
  const value = (name: string, type: number, size: string) => [
    ...text(1, name),
    ...part(2, part(1, [...whole(1, type), ...part(2, part(1, text(2, size)))])),
  ]
  const graph = [
    ...part(1, node),
    ...text(2, 'fill'),
    ...part(11, value('n', 7, 'rank')),
    ...part(12, value('y', 1, 'count')),
  ]
  const model = [...whole(1, 8), ...part(7, graph), ...part(8, whole(2, 13))]
  return {
    graph: Uint8Array.from(model),
    files: [],
    nLayers: 1,
    dModel: 1,
    vocabSize: 1,
    nHooks: 1,
    cache: [],
    inputs: ['n'],
    joins: { rule: '', perBlock: 1, hookTensors: [] },
  }
}

// Fields of a protobuf message: numbers, bytes and text.
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]
}
const whole = (field: number, value: number) => [...varint(field << 3), ...varint(value)]
const part = (field: number, bytes: number[]) => [
  ...varint((field << 3) | 2),
  ...varint(bytes.length),
  ...bytes,
]
const text = (field: number, value: string) => part(field, [...new TextEncoder().encode(value)])
