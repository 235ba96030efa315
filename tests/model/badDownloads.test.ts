import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { LabError } from '../../src/labError.ts'
import { createEngine } from '../../src/model/engine.ts'
import { httpFolder } from '../../src/model/httpFolder.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { LabEngine, LoadEvent } from '../../src/steering/labEngine.ts'
import { type Changes, manifestOf, temporaryFolders } from './folders.ts'
import {
  cutInMidBody,
  empty,
  type Fault,
  flipped,
  type Hub,
  halfOfIt,
  htmlPage,
  htmlWithoutType,
  lengthTooSmall,
  stall,
  startHub,
  status,
} from './hubServer.ts'
import { tinyFolder } from './tinyModel.ts'

const folders = temporaryFolders()
const graph = 'onnx/model.onnx'
const data = 'onnx/model.onnx_data'

describe('A model folder behind a URL', { timeout: 120_000 }, () => {
  let plain: Hub
  let withManifest: Hub
  let lab: LabEngine
  beforeAll(async () => {
    const folder = folders.copy(tinyFolder('llama-external'))
    plain = await startHub(folder)
    const manifest: Changes = { 'manifest.json': manifestOf(folder) }
    withManifest = await startHub(folders.copy(folder, manifest))
    lab = createEngine(httpFolder, nodeRuntimes)
  })
  beforeEach(() => {
    for (const hub of [plain, withManifest]) {
      hub.faults.clear()
      hub.requests.length = 0
    }
  })

  const load = async (url: string): Promise<LoadEvent[]> => {
    const events: LoadEvent[] = []
    for await (const event of lab.load({ folder: url, device: 'wasm' })) events.push(event)
    return events
  }
  const refusal = async (url: string): Promise<LabError> => {
    const error: unknown = await load(url).then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(LabError)
    return error as LabError
  }
  const read = async (): Promise<Float32Array | undefined> => {
    const sequences = [{ ids: [1, 2, 3], positions: 'last' as const }]
    for await (const { residual } of lab.capture({ sequences, at: [residPost(1)] })) return residual
    return undefined
  }

  it('loads, says how many bytes came, and is named after the repository', async () => {
    const events = await load(plain.url)
    const ready = events.at(-1)
    expect(ready).toMatchObject({ type: 'ready', model: { about: { name: 'name', nLayers: 3 } } })
    const counts = events.flatMap((event) =>
      event.type === 'progress' && event.stage === 'download' ? [event] : [],
    )
    expect(counts.at(-1)?.done).toBe(counts.at(-1)?.total)
    expect(counts.at(-1)?.done).toBeGreaterThan(100_000)
    expect(counts.map(({ file }) => file)).toContain(data)
    const shares = counts.map(({ done, total }) => (total === 0 ? 0 : done / total))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(counts.map(({ done }) => done)).toEqual(
      counts.map(({ done }) => done).toSorted((a, b) => a - b),
    )
  })

  it('asks for nothing outside the model folder, whatever the graph names', async () => {
    plain.faults.set(graph, (answer, content) => {
      const text = content.toString('latin1').replaceAll('model.onnx_data', '../../../../xyz')
      answer.end(Buffer.from(text, 'latin1'))
    })
    expect((await refusal(plain.url)).message).toContain('not a plain file name')
    expect(plain.requests).toContain(graph)
    expect(plain.requests.filter((path) => path.startsWith('outside'))).toEqual([])
  })

  const cases: [string, string, Fault, LabError['code'], string[]][] = [
    ['no config', 'config.json', status(404), 'missing-file', ['config.json is missing']],
    ['no weights', graph, status(404), 'missing-file', [`${graph} is missing`]],
    ['no external weights', data, status(404), 'missing-file', ['model.onnx_data']],
    ['a failing server', graph, status(500), 'network', ['answered 500', graph, 'again']],
    ['a busy server', 'config.json', status(429), 'network', ['answered 429', 'config.json']],
    ['a connection cut in mid-body', data, cutInMidBody, 'network', [data, 'broke off after']],
    ['half of the graph as all of it', graph, halfOfIt, 'bad-file', [graph, 'truncated']],
    ['a length that is too small', graph, lengthTooSmall, 'bad-file', [graph, 'truncated']],
    ['half of the weights as all of them', data, halfOfIt, 'bad-file', ['model.onnx_data']],
    ['an HTML page for weights', graph, htmlPage, 'bad-file', [graph, 'HTML page']],
    ['an HTML page for the config', 'config.json', htmlPage, 'bad-file', ['HTML page']],
    ['an HTML page for the tokenizer', 'tokenizer.json', htmlPage, 'bad-file', ['tokenizer.json']],
    ['HTML of no stated type for weights', graph, htmlWithoutType, 'bad-file', ['HTML page']],
    ['HTML of no stated type for the config', 'config.json', htmlWithoutType, 'bad-file', ['HTML']],
    ['an empty graph', graph, empty, 'bad-file', [graph, 'empty (0 bytes)']],
    ['an empty config', 'config.json', empty, 'bad-file', ['config.json', 'empty']],
  ]
  it.each(cases)('refuses %s, and loads when it is mended', async (_, path, fault, code, says) => {
    plain.faults.set(path, fault)
    const error = await refusal(plain.url)
    expect(error.code).toBe(code)
    for (const words of says) expect(error.message).toContain(words)
    plain.faults.clear()
    expect((await load(plain.url)).at(-1)?.type).toBe('ready')
    expect(await read()).toHaveLength(64)
  })

  it.each([
    ['cut short', graph, halfOfIt, 'bad-file', ['cut short', 'expected']],
    ['of the right size but other content', data, flipped, 'wrong-hash', ['SHA-256', data]],
    ['an HTML page', data, htmlWithoutType, 'bad-file', [data, 'cut short']],
  ] as [string, string, Fault, LabError['code'], string[]][])(
    'refuses a file that its manifest knows otherwise: %s',
    async (_, path, fault, code, says) => {
      withManifest.faults.set(path, fault)
      const error = await refusal(withManifest.url)
      expect(error.code).toBe(code)
      for (const words of says) expect(error.message).toContain(words)
    },
  )

  it('refuses a server that is not there', async () => {
    const gone = await startHub(tinyFolder('llama-fused'))
    await gone.close()
    const error = await refusal(gone.url)
    expect(error.code).toBe('network')
    expect(error.message).toContain('Check the connection to 127.0.0.1')
  })

  it('refuses an address that is none, and takes one with a stray percent sign', async () => {
    expect(await refusal('SmolLM2')).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('"SmolLM2" is no address'),
    })
    expect((await refusal(`${plain.origin}/100%/`)).message).toContain('model folder 100%')
  })

  it('stays without a model after a refusal, and says so', async () => {
    plain.faults.set(graph, status(404))
    await refusal(plain.url)
    await expect(read()).rejects.toThrow('No model is loaded')
  })

  it('stops the download when its events are left, and loads anew', async () => {
    plain.faults.set(data, stall)
    for await (const event of lab.load({ folder: plain.url, device: 'wasm' }))
      if (event.type === 'progress' && event.file === data && event.done > 0) break
    await expect.poll(() => plain.left).toContain(data)
    plain.faults.clear()
    expect((await load(plain.url)).at(-1)?.type).toBe('ready')
  })
})
