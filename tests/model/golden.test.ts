import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyModelGolden } from '../../src/commands/verifyModelGolden.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import type { Check } from '../../src/steering/labEngine.ts'
import { openRealModel, realGolden } from './realModel.ts'

describe('The bundled model against PyTorch', { timeout: 300_000 }, () => {
  const golden = realGolden()
  let model: OrtModel
  let checks: Check[]
  beforeAll(async () => {
    model = await openRealModel()
    checks = await verifyModelGolden(model, golden, null)
  }, 600_000)
  afterAll(() => model?.release())

  const errorOf = (name: string) => checks.find((check) => check.name === name)?.error

  it('runs in its float32 form', () => {
    expect(model.about).toMatchObject({
      dtype: 'q4',
      weights: 'float32',
      device: 'wasm',
      nLayers: 30,
      dModel: 576,
      vocabSize: 49_152,
      contextLength: 8192,
    })
  })

  it.each([
    ['fills the chat template to the letter', 'chat template: texts that differ', 0],
    ['gives the tokens exactly', 'tokens: lists that differ', 0],
    ['gives residuals within 1e-3, position 0 left out', 'residuals, relative error', 1e-3],
    ['gives the likeliest logits within 5e-3', 'logits of the 20 likeliest tokens', 5e-3],
    ['gives the log-sum-exp of logits within 5e-3', 'log-sum-exp of the logits', 5e-3],
    ['gives readings within 0.02 SD', 'readings after block 18 (SD)', 0.02],
    ['writes the plain greedy ids up to an unclear step', 'greedy ids that differ, none', 0],
    ['writes them with block 14 pushed by ±0.2', 'greedy ids that differ, block14', 0],
    ['writes them with blocks 10 to 20 pushed by ±0.02', 'greedy ids that differ, band10-20', 0],
    ['gives the readout within 0.05 nats', 'readout (nats)', 0.05],
  ])('%s', (_, name, tolerance) => {
    expect(errorOf(name)).toBeLessThanOrEqual(tolerance)
  })

  it('has no check beside these, and enough values in each', () => {
    expect(checks).toHaveLength(10)
    expect(golden.tokenize.length).toBeGreaterThan(1)
    expect(golden.forward.flatMap(({ ids }) => ids).length).toBeGreaterThan(150)
    expect(golden.greedy.map(({ steer, alpha }) => `${steer} ${alpha}`)).toEqual(
      expect.arrayContaining(['none 0', 'block14 0.2', 'block14 -0.2', 'band10-20 0.02']),
    )
    expect(golden.readout.flatMap(({ block14 }) => Object.keys(block14)).length).toBe(30)
  })
})
