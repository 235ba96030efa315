import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseOnnx } from '../../src/onnx/onnxModel.ts'
import { prepareGraph } from '../../src/onnx/prepare.ts'

const folder = join(import.meta.dirname, '../../models/SmolLM2-135M-Instruct/onnx')
const external = new Map(
  ['model_q4.onnx_data', 'model_q4.onnx_data_1'].map((name) => [
    name,
    new Uint8Array(readFileSync(join(folder, name))),
  ]),
)
const graph = new Uint8Array(readFileSync(join(folder, 'model_q4.onnx')))

describe.each(['add', 'affine'] as const)('the edit "%s" of 31 hook points', (hooks) => {
  const prepared = prepareGraph(
    { file: 'model_q4.onnx', graph, external },
    { weights: 'as stored', hooks, pruneLogits: true },
  )
  const splits = parseOnnx(prepared.graph, 'edited').graph.nodes.filter(({ op }) => op === 'Split')

  it('binds no more buffers in one shader than every GPU offers: eight', () => {
    expect(splits.length).toBeGreaterThan(0)
    for (const { outputs } of splits) expect(outputs.length).toBeLessThanOrEqual(7)
  })

  it('still gives each hook point its own part', () => {
    const parts = new Set(splits.flatMap(({ outputs }) => outputs))
    const kinds = hooks === 'add' ? ['steer'] : ['steer', 'measure', 'respond']
    for (const kind of kinds)
      for (let hook = 0; hook < 31; hook++) expect(parts).toContain(`evenkeel.${kind}.${hook}`)
  })
})
