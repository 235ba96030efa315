import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LabError, type LabErrorCode } from '../../src/labError.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { malformedCases } from '../onnx/tinyDecoders.ts'
import { openFolder, tinyFolder } from './tinyModel.ts'

/** What each refusal must say, and under which code. */
const refusals: Record<string, { code: LabErrorCode; says: string[] }> = {
  'truncated-weights': { code: 'bad-file', says: ['onnx/model.onnx', 'truncated'] },
  'zero-length': { code: 'bad-file', says: ['onnx/model.onnx', 'empty (0 bytes)'] },
  'html-error-page': {
    code: 'bad-file',
    says: ['onnx/model.onnx', 'not an ONNX model', 'HTML page'],
  },
  'no-present-outputs': { code: 'unsupported-model', says: ['present.*', 'key/value cache'] },
  'layer-count-mismatch': { code: 'model-mismatch', says: ['num_hidden_layers=6', '4 blocks'] },
  'external-data-missing': { code: 'missing-file', says: ['model.onnx_data'] },
  'external-offset-out-of-range': {
    code: 'bad-file',
    says: ['model.embed_tokens.weight', '999999999', 'model.onnx_data'],
  },
  'encoder-only': {
    code: 'unsupported-model',
    says: ['not a decoder', 'no logits output', 'no present.* outputs'],
  },
  'mlp-only': { code: 'unsupported-model', says: ['No residual stream was found'] },
}

describe('Malformed model folders', { timeout: 120_000 }, () => {
  const cases = malformedCases().map(({ dir, expected }) => ({
    name: dir.replace('malformed/', ''),
    folder: tinyFolder(dir),
    expected,
  }))
  const refused = cases.filter(({ name }) => name !== 'config-without-layers')

  it('has a stated reason for every case but the one that may load', () => {
    expect(refused.map(({ name }) => name).sort()).toEqual(Object.keys(refusals).sort())
    expect(cases).toHaveLength(refused.length + 1)
  })

  it.each(refused)('$name: $expected', async ({ name, folder }) => {
    const error: unknown = await openFolder(folder).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(LabError)
    const { code, message } = error as LabError
    expect(code).toBe(refusals[name]?.code)
    for (const words of refusals[name]?.says ?? []) expect(message).toContain(words)
    expect(message).toMatch(/\.$/)
    expect(message).not.toContain(dirname(folder)) // no paths of this machine in a sentence for people
  })

  it('config-without-layers: counts the blocks in the cache tensors', async () => {
    const { model } = await openFolder(tinyFolder('malformed/config-without-layers'))
    expect(model.about.nLayers).toBe(4)
    const captured = await captureOne(model, {
      sequences: [{ ids: [1, 2, 3], positions: 'last' }],
      at: ['blocks.3.hook_resid_post'],
      logits: true,
    })
    expect(captured.residual.every(Number.isFinite)).toBe(true)
    await model.release()
  })
})
