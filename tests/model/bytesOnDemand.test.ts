import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { LabError } from '../../src/labError.ts'
import { bytesOnDemand } from '../../src/model/bytesOnDemand.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { readModelFiles } from '../../src/model/modelFiles.ts'
import { openWasm } from '../../src/model/runtime.ts'
import { openSession } from '../../src/model/session.ts'
import { prepareGraph } from '../../src/onnx/prepare.ts'

const folder = join(import.meta.dirname, '../fixtures/tiny-decoders/llama-fused')

async function prepared() {
  const files = await readModelFiles(diskFolder(folder), { dtype: 'q4' })
  return prepareGraph(files.graph, { weights: 'float32', hooks: 'add', pruneLogits: true })
}

describe('Weights on demand', () => {
  it('are made once each, while the session is made and not before', async () => {
    const runtime = await openWasm(nodeRuntimes)
    const graph = await prepared()
    const reads = new Map<string, number>()
    const files = graph.files.map((file) => ({
      ...file,
      read: () => {
        reads.set(file.path, (reads.get(file.path) ?? 0) + 1)
        return file.read()
      },
    }))
    const session = await openSession(runtime, { ...graph, files })
    await session.release()
    const [first, second] = graph.files
    expect(first?.read().buffer).toBe(second?.read().buffer) // made one after another, in one room
    const made = files.slice(0, -1) // the last one holds what the download had in float32 already
    expect(made).toHaveLength(4 * 7 + 1)
    for (const { path } of made) expect(reads.get(path), path).toBe(1)
  })

  it('tell why they could not be made, where the runtime only says that they could not', async () => {
    const runtime = await openWasm(nodeRuntimes)
    const graph = await prepared()
    const cause = new RangeError('Array buffer allocation failed')
    const files = graph.files.map((file) => ({
      ...file,
      read: () => {
        throw cause
      },
    }))
    const error = await openSession(runtime, { ...graph, files }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(LabError)
    expect(error).toMatchObject({ code: 'no-memory', cause })
  })

  it('have a length before there are bytes, and give the part that is asked for', () => {
    const bytes = bytesOnDemand(10, () => Uint8Array.from({ length: 10 }, (_, i) => i))
    expect(bytes).toBeInstanceOf(Uint8Array)
    expect(bytes.byteLength).toBe(10)
    expect([...bytes.subarray(3, 6)]).toEqual([3, 4, 5])
  })
})
