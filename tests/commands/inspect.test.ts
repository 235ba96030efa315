import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '../model/folders.ts'
import { realFolder } from '../model/realModel.ts'
import { answerOf, npmRunEvenkeel, tinyFolder } from './runCli.ts'

interface Inspected {
  model: string
  dtype: string
  nLayers: number
  dModel: number
  vocab: number
  hookPoints: string[]
  files: { path: string; bytes: number }[]
  bytes: number
}

const folders = temporaryFolders()
const inspect = (...args: string[]) => answerOf<Inspected>('inspect', ...args)

describe('evenkeel inspect', { timeout: 120_000 }, () => {
  it('tells what the bundled model is and where its stream can be read', async () => {
    const answer = await inspect(realFolder)
    expect(Object.keys(answer)).toEqual([
      ...['model', 'dtype', 'nLayers', 'dModel', 'vocab', 'hookPoints', 'files', 'bytes'],
    ])
    expect(answer).toMatchObject({
      model: 'SmolLM2-135M-Instruct',
      dtype: 'q4',
      nLayers: 30,
      dModel: 576,
      vocab: 49_152,
    })
    expect(answer.hookPoints).toHaveLength(31)
    expect(answer.hookPoints.slice(0, 2)).toEqual([
      'blocks.0.hook_resid_pre',
      'blocks.0.hook_resid_post',
    ])
    expect(answer.hookPoints.at(-1)).toBe('blocks.29.hook_resid_post')
    expect(answer.files.map(({ path }) => path)).toEqual([
      'config.json',
      'onnx/model_q4.onnx',
      'onnx/model_q4.onnx_data',
      'onnx/model_q4.onnx_data_1',
      'tokenizer.json',
    ])
    for (const { path, bytes } of answer.files)
      expect(bytes).toBe(statSync(join(realFolder, path)).size)
    expect(answer.bytes).toBe(answer.files.reduce((sum, { bytes }) => sum + bytes, 0))
  })

  it('answers the same when npm runs it', async () => {
    const folder = tinyFolder('llama-fused')
    const { code, stdout, stderr } = await npmRunEvenkeel('inspect', folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(await inspect(folder))
  })

  it('takes the number format of the flag, of the config, of the only file, else fp32', async () => {
    const fused = tinyFolder('llama-fused')
    const config = (dtype: string) => ({
      'config.json': JSON.stringify({ 'transformers.js_config': { dtype } }),
    })
    const [flag, stated, only, none] = await Promise.all([
      inspect(fused, '--dtype', 'q4'),
      inspect(folders.copy(fused, config('q4'))),
      inspect(folders.copy(fused, { 'onnx/model.onnx': null })),
      inspect(fused),
    ])
    expect([flag, stated, only, none].map(({ dtype }) => dtype)).toEqual(['q4', 'q4', 'q4', 'fp32'])
    expect(flag.files.map(({ path }) => path)).toContain('onnx/model_q4.onnx')
    expect(none.files.map(({ path }) => path)).toEqual(['config.json', 'onnx/model.onnx'])
  })

  it('names an int8 file as transformers.js does, and counts external weights', async () => {
    const [int8, external] = await Promise.all([
      inspect(tinyFolder('llama-decomposed'), '--dtype', 'q8'),
      inspect(tinyFolder('llama-external')),
    ])
    expect(int8.files.map(({ path }) => path)).toContain('onnx/model_quantized.onnx')
    expect(external).toMatchObject({ model: 'llama-external', nLayers: 3, dModel: 64, vocab: 400 })
    expect(external.files.map(({ path }) => path)).toContain('onnx/model.onnx_data')
  })
})
