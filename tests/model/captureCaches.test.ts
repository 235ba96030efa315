import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { captureSequences } from '../../src/model/capture.ts'
import { openWasm, type Runtime } from '../../src/model/runtime.ts'
import { openSession, type Session } from '../../src/model/session.ts'
import { prepareGraph } from '../../src/onnx/prepare.ts'
import { graphFiles } from '../onnx/tinyDecoders.ts'
import { GpuCaches } from './gpuCaches.ts'
import { nested } from './nestedTexts.ts'
import { tinyFolder } from './tinyModel.ts'

describe('The caches of nested starts', () => {
  const plan = { sequences: nested, hooks: [1], edits: null, logits: true }
  let runtime: Runtime
  let session: Session
  beforeAll(async () => {
    runtime = await openWasm(nodeRuntimes)
    const files = graphFiles(join(tinyFolder('llama-fused'), 'onnx/model.onnx'))
    const form = { weights: 'float32', hooks: 'add', pruneLogits: true } as const
    session = await openSession(runtime, prepareGraph(files, form))
  })
  afterAll(() => session?.release())

  it('are one a level and one that grows, and all are freed at the end', async () => {
    const caches = new GpuCaches(runtime.ort, session)
    for await (const _ of captureSequences(runtime.ort, caches, 0, plan));
    expect(caches.held).toBe(0)
    expect(caches.most).toBe(2)
    expect(caches.runs).toBe(3 + 6 + 1) // starts, texts behind them, the batch of the others
  })

  it('are freed wherever the loop is left', async () => {
    for (const last of nested.keys()) {
      const caches = new GpuCaches(runtime.ort, session)
      for await (const { index } of captureSequences(runtime.ort, caches, 0, plan))
        if (index === last) break
      expect(caches.held).toBe(0)
    }
  })

  it('are freed whichever pass fails', async () => {
    for (let failAt = 1; failAt <= 10; failAt++) {
      const caches = new GpuCaches(runtime.ort, session, failAt)
      const reading = async () => {
        for await (const _ of captureSequences(runtime.ort, caches, 0, plan));
      }
      await expect(reading()).rejects.toThrow('the device is gone')
      expect(caches.held).toBe(0)
    }
  })
})
