import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TinyGolden, verifyTinyGolden } from '../../src/commands/verifyTinyGolden.ts'
import { LabError } from '../../src/labError.ts'
import { graphPath } from '../../src/model/modelConfig.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { hookPoints, residPost } from '../../src/steering/hookPoint.ts'
import type { Check } from '../../src/steering/labEngine.ts'
import type { Captured } from '../../src/steering/steerableModel.ts'
import { floats, type TinyDecoder, tinyDecoders } from '../onnx/tinyDecoders.ts'
import { openFolder } from './tinyModel.ts'

const files = ['tiny-decoders', 'number-formats'].flatMap(tinyDecoders)

describe.each(files)('$name', { timeout: 120_000 }, (decoder) => {
  const { golden, reference } = decoder
  let model: OrtModel
  let checks: Check[]
  const remove: string[] = []
  const named = (part: string) => checks.filter(({ name }) => name.includes(part))

  beforeAll(async () => {
    const { folder, dtype } = folderOf(decoder, remove)
    model = (await openFolder(folder, { dtype })).model
    checks = await verifyTinyGolden(model, referenceOf(decoder, dtype))
  }, 120_000)
  afterAll(async () => {
    await model?.release()
    for (const folder of remove) rmSync(folder, { recursive: true })
  })

  it('has the blocks, the width and the vocabulary of its reference', () => {
    expect(model.about).toMatchObject({
      nLayers: golden.num_hidden_layers,
      dModel: golden.hidden_size,
      vocabSize: golden.vocab_size,
    })
  })

  it('gives the residuals of the reference, before block 0 and after each block', () => {
    expect(named('plain: residuals after the blocks')).toEqual([withinTolerance])
    expect(named('plain: what enters block 0')).toEqual(
      reference.prompts ? [] : [withinTolerance], // only PyTorch's values hold it
    )
  })

  it('gives the residuals of the reference under steering at every position', () => {
    const known = valuesOf(decoder).some(({ steered }) => steered.resid_post)
    expect(named('steered: residuals after the blocks')).toEqual(known ? [withinTolerance] : [])
  })

  it('gives the logits of the reference, plain and steered', () => {
    const logits = named('logits at the last position')
    expect(logits).toHaveLength(2)
    for (const { error } of logits) expect(error).toBeLessThanOrEqual(logitTolerance(decoder))
  })

  it('moves the residual after the steered block by the vector, and nothing before it', async () => {
    const { layer, vector } = golden.steer
    const sequences = [{ ids: golden.prompts[1]!.input_ids, positions: 'all' as const }]
    const add = { kind: 'add', vector: floats(vector), scale: 1, firstPosition: 0 } as const
    const at = hookPoints(model.about.nLayers)
    const plain = await captureOne(model, { sequences, at })
    const interventions = [{ ...add, at: residPost(layer) }]
    const steered = await captureOne(model, { sequences, at, interventions })
    const size = plain.positions.length * model.about.dModel // one hook point
    const start = (layer + 1) * size
    const untouched = (captured: Captured) => captured.residual.subarray(0, start)
    expect(untouched(steered)).toEqual(untouched(plain))
    const moved = steered.residual
      .subarray(start, start + size)
      .map((value, i) => value - plain.residual[start + i]! - add.vector[i % model.about.dModel]!)
    expect(Math.max(...moved.map(Math.abs))).toBeLessThan(reference.tolerance_abs.resid)
  })

  it('writes the greedy ids of the reference where they are clear, plain and steered', () => {
    const values = valuesOf(decoder)
    const clear = (run: { greedy_min_gap: number }) =>
      run.greedy_min_gap > 2 * reference.tolerance_abs.logits
    const expected = [
      ...(values.some(clear) ? ['plain: greedy ids that differ'] : []),
      ...(values.some(({ steered }) => clear(steered)) ? ['steered: greedy ids that differ'] : []),
    ]
    expect(named('greedy')).toEqual(
      expected.map((name) => ({ name, error: 0, tolerance: 0, ok: true })),
    )
  })
})

describe('Verifying a tiny decoder', { timeout: 120_000 }, () => {
  const decoder = files.find(({ name }) => name === 'llama-fused/onnx/model.onnx')!
  const reference = referenceOf(decoder, 'fp32')
  let model: OrtModel
  beforeAll(async () => {
    model = (await openFolder(dirname(dirname(decoder.path)), { dtype: 'fp32' })).model
  })
  afterAll(() => model.release())
  const failing = async (golden: TinyGolden) =>
    (await verifyTinyGolden(model, golden)).filter(({ ok }) => !ok).map(({ name }) => name)

  it('covers every kind of check for a float32 file', async () => {
    const checks = await verifyTinyGolden(model, reference)
    expect(checks.map(({ name }) => name).sort()).toEqual([
      'plain: greedy ids that differ',
      'plain: logits at the last position',
      'plain: residuals after the blocks',
      'plain: what enters block 0',
      'steered: greedy ids that differ',
      'steered: logits at the last position',
      'steered: residuals after the blocks',
    ])
  })

  it('notices a vector that is added one block too late', async () => {
    const layer = reference.steer.layer + 1
    const late = await failing({ ...reference, steer: { ...reference.steer, layer } })
    expect(late).toContain('steered: residuals after the blocks')
    expect(late.filter((name) => name.startsWith('plain'))).toEqual([])
  })

  it('notices one wrong greedy id', async () => {
    const prompts = structuredClone(reference.prompts)
    prompts[0]!.greedy[7]! += 1
    expect(await failing({ ...reference, prompts })).toEqual(['plain: greedy ids that differ'])
  })

  it('refuses reference values of other files, naming the number format', async () => {
    const refused = verifyTinyGolden(model, referenceOf(decoder, 'q8'))
    await expect(refused).rejects.toThrow(LabError)
    await expect(refused).rejects.toThrow('fp32')
  })
})

/** The reference values of each prompt for this very file. */
function valuesOf(decoder: TinyDecoder): TinyGolden['prompts'][number][] {
  const { prompts, files } = referenceOf(decoder, 'fp32')
  return (files[decoder.path]?.prompts ?? prompts) as TinyGolden['prompts']
}

/** A head in dynamic int8 takes its scale from the positions that go through it: here one, in the reference all. */
const logitTolerance = ({ reference }: TinyDecoder): number =>
  reference.dtype === 'q8' ? 0.05 : reference.tolerance_abs.logits

const withinTolerance = expect.objectContaining({ ok: true })

/** The folder to load a file from: its own, or a copy under a name that the model floor looks for. */
function folderOf({ path, reference }: TinyDecoder, remove: string[]) {
  const { dtype } = reference
  const folder = dirname(dirname(path))
  const plain = /^[a-z0-9]+$/.test(dtype) && path === join(folder, graphPath(dtype))
  if (plain) return { folder, dtype }
  const copy = mkdtempSync(join(tmpdir(), 'evenkeel-'))
  remove.push(copy)
  mkdirSync(join(copy, 'onnx'))
  copyFileSync(join(folder, 'config.json'), join(copy, 'config.json'))
  copyFileSync(path, join(copy, 'onnx/model.onnx'))
  return { folder: copy, dtype: 'fp32' }
}

/** The reference values of one file alone, as of this number format. */
function referenceOf({ golden, reference, path }: TinyDecoder, dtype: string): TinyGolden {
  return { ...golden, format: 'golden/1', files: { [path]: { ...reference, dtype } } } as never
}
