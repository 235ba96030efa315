import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { LabError } from '../../src/labError.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { createEngine } from '../../src/model/engine.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { type Changes, manifestOf, temporaryFolders } from './folders.ts'
import { realFolder } from './realModel.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

const folders = temporaryFolders()
const source = tinyFolder('llama-external')
const page = '<!DOCTYPE html><html><body>Not found</body></html>'
const config = JSON.parse(readFileSync(join(source, 'config.json'), 'utf8')) as object
const withConfig = (change: object): Changes => ({
  'config.json': JSON.stringify({ ...config, ...change }),
})
const shipped = (path: string) => readFileSync(join(realFolder, path))
const nothing = new Uint8Array(0)

const refusal = async (folder: string): Promise<LabError> => {
  const error: unknown = await openFolder(folder).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(LabError)
  return error as LabError
}

describe('Model folders with files that cannot be used', { timeout: 120_000 }, () => {
  const cases: [string, Changes, LabError['code'], string[]][] = [
    ['no config', { 'config.json': null }, 'missing-file', ['config.json is missing']],
    ['no graph', { 'onnx/model.onnx': null }, 'missing-file', ['onnx/model.onnx is missing']],
    ['no weights', { 'onnx/model.onnx_data': null }, 'missing-file', ['model.onnx_data']],
    ['an empty graph', { 'onnx/model.onnx': nothing }, 'bad-file', ['empty (0 bytes)']],
    ['empty weights', { 'onnx/model.onnx_data': nothing }, 'bad-file', ['model.onnx_data']],
    ['an empty config', { 'config.json': '' }, 'bad-file', ['config.json is empty']],
    ['HTML for the config', { 'config.json': page }, 'bad-file', ['config.json', 'HTML page']],
    ['HTML for the graph', { 'onnx/model.onnx': page }, 'bad-file', ['onnx', 'HTML page']],
    ['HTML for the tokenizer', { 'tokenizer.json': page }, 'bad-file', ['tokenizer.json', 'HTML']],
    ['a config that is a list', { 'config.json': '[]' }, 'bad-file', ['config.json']],
    [
      'a layer count that is a text',
      withConfig({ num_hidden_layers: 'three' }),
      'bad-file',
      ['config.json', 'num_hidden_layers'],
    ],
    [
      'a config of more layers than the graph',
      withConfig({ num_hidden_layers: 4 }),
      'model-mismatch',
      ['num_hidden_layers=4', '3 blocks'],
    ],
    [
      'a config of another width than the graph',
      withConfig({ hidden_size: 96 }),
      'model-mismatch',
      ['hidden_size 96', 'the graph has 64'],
    ],
    ['a tokenizer without a model', { 'tokenizer.json': '{}' }, 'bad-file', ['tokenizer.json']],
    ['a manifest without files', { 'manifest.json': '{}' }, 'bad-file', ['manifest.json']],
    [
      'reference values of another form',
      { 'evenkeel/reference.json': '{"format":"other"}' },
      'bad-file',
      ['evenkeel/reference.json'],
    ],
    [
      'directions of another model',
      { 'evenkeel/calm-to-desperate.json': shipped('evenkeel/calm-to-desperate.json') },
      'model-mismatch',
      ['30 blocks of 576', '3 of 64'],
    ],
  ]
  it.each(cases)('refuses %s', async (_, changes, code, says) => {
    const error = await refusal(folders.copy(source, changes))
    expect(error.code).toBe(code)
    for (const words of says) expect(error.message).toContain(words)
    expect(error.message).toMatch(/\.$/)
  })

  it('refuses a folder that is not there, and one that is a file', async () => {
    expect((await refusal(join(folders.empty(), 'gone'))).code).toBe('missing-file')
    expect(await refusal(join(source, 'config.json'))).toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/config\.json is a file\. Name the folder that it lies in\.$/),
    })
  })

  it('refuses a number format that the folder does not have, and one that is none', async () => {
    const open = (dtype: string) => openFolder(source, { dtype })
    await expect(open('q4')).rejects.toMatchObject({
      code: 'missing-file',
      message: expect.stringContaining('onnx/model_q4.onnx is missing'),
    })
    await expect(open('../q4')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('"../q4" is no number format'),
    })
  })

  const manifest = { 'manifest.json': manifestOf(source) }
  const weights = readFileSync(join(source, 'onnx/model.onnx_data'))
  it('refuses a truncated file by the size in the manifest', async () => {
    const short = { 'onnx/model.onnx_data': weights.subarray(0, weights.length - 4) }
    const error = await refusal(folders.copy(source, { ...manifest, ...short }))
    expect(error.code).toBe('bad-file')
    expect(error.message).toContain('onnx/model.onnx_data is cut short')
    expect(error.message).toContain(weights.length.toLocaleString('en-US'))
  })

  it('refuses a file that grew by the size in the manifest', async () => {
    const long = { 'onnx/model.onnx_data': Buffer.concat([weights, Buffer.from('more')]) }
    const error = await refusal(folders.copy(source, { ...manifest, ...long }))
    expect(error.message).toContain('onnx/model.onnx_data is too long')
  })

  it('refuses a file of other content by its SHA-256', async () => {
    const other = Buffer.from(weights)
    other[1000]! ^= 1
    const changes = { ...manifest, 'onnx/model.onnx_data': other }
    const error = await refusal(folders.copy(source, changes))
    expect(error.code).toBe('wrong-hash')
    expect(error.message).toContain('onnx/model.onnx_data is not the file')
    expect((await openFolder(folders.copy(source, manifest))).model.about.nLayers).toBe(3)
  })

  it('refuses text where the folder has no tokenizer, and still takes ids', async () => {
    const { model } = await openFolder(source)
    await expect(model.tokenize({ kind: 'raw', text: 'Hi' })).rejects.toMatchObject({
      code: 'missing-file',
      message: expect.stringContaining('no tokenizer.json'),
    })
    const request = { sequences: [{ ids: [1, 2], positions: 'last' as const }], at: [] }
    expect((await captureOne(model, { ...request, logits: true })).logits).toHaveLength(400)
    await model.release()
  })

  it('loads a good folder after each kind of refusal', async () => {
    const lab = createEngine(diskFolder, nodeRuntimes)
    const load = async (folder: string) => {
      for await (const event of lab.load({ folder, device: 'wasm' }))
        if (event.type === 'ready') return event.model
      return null
    }
    for (const [, changes] of cases.slice(0, 6)) {
      await expect(load(folders.copy(source, changes))).rejects.toThrow(LabError)
      expect(await load(source)).toMatchObject({ fidelity: { ok: true } })
    }
  })
})
