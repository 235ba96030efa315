import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MountedFile } from '../../src/onnx/mountWeights.ts'
import { parseOnnx } from '../../src/onnx/onnxModel.ts'
import { loweredBytes, type PrepareOptions, prepareGraph } from '../../src/onnx/prepare.ts'
import { at, byHookPoint, largestDifference, runGraph } from './runGraph.ts'
import { bytesOf, floats, graphFiles, tinyDecoders } from './tinyDecoders.ts'

const bundled = join(import.meta.dirname, '../../models/SmolLM2-135M-Instruct/onnx')
const decoders = [...tinyDecoders('tiny-decoders'), ...tinyDecoders('number-formats')].filter(
  ({ path }) => opsOf(bytesOf(path)).has('MatMulNBits'),
)

function opsOf(graph: Uint8Array): Set<string> {
  return new Set(parseOnnx(graph, 'model').graph.nodes.map((node) => node.op))
}

const total = (files: readonly MountedFile[]): number =>
  files.reduce((sum, { length }) => sum + length, 0)

describe.each(decoders)('$name', ({ path, golden, reference }) => {
  const files = graphFiles(path)
  const nHooks = golden.num_hidden_layers + 1
  const dModel = golden.hidden_size
  const headDim = golden.head_dim
  const prompt = golden.prompts[0]!
  const expected = reference.prompts![0]!
  const steer = at(golden.steer.layer + 1, floats(golden.steer.vector), nHooks)
  const options: PrepareOptions = { weights: 'float32', hooks: 'add', pruneLogits: true }

  it('gives the numbers of a native runtime after lowering to float32', async () => {
    const graph = prepareGraph(files, options)
    const ops = opsOf(graph.graph)
    expect(ops).not.toContain('MatMulNBits')
    expect(ops).not.toContain('GatherBlockQuantized')
    const feed = { rows: [prompt.input_ids], headDim }
    const [plain, steered] = await runGraph(graph, feed, { ...feed, steer })
    const { resid, logits } = reference.tolerance_abs
    const residual = byHookPoint(plain!['evenkeel.residual']!, nHooks, dModel)
    const blocks = residual.slice(prompt.input_ids.length * dModel)
    expect(largestDifference(blocks, floats(expected.resid_post!))).toBeLessThan(resid)
    expect(largestDifference(plain!['logits']!, floats(expected.logits_last))).toBeLessThan(logits)
    expect(
      largestDifference(steered!['logits']!, floats(expected.steered.logits_last)),
    ).toBeLessThan(logits)
  })

  it('stays close in 8-bit blocks, whose step is a sixteenth of a 4-bit step', async () => {
    const graph = prepareGraph(files, { ...options, weights: '8-bit blocks', accuracyLevel: 0 })
    for (const node of parseOnnx(graph.graph, 'prepared').graph.nodes)
      if (node.op === 'MatMulNBits') expect(node.attributes.get('bits')?.integer).toBe(8)
    const [plain] = await runGraph(graph, { rows: [prompt.input_ids], headDim })
    const logits = floats(expected.logits_last)
    const spread = Math.max(...logits) - Math.min(...logits)
    expect(largestDifference(plain!['logits']!, logits)).toBeLessThan(0.03 * spread)
  })

  it('says how many bytes its weights take before it makes them', () => {
    const graph = prepareGraph(files, { ...options, hooks: 'none' })
    const inline = [...parseOnnx(graph.graph, 'prepared').graph.initializers.values()]
      .map(({ data }) => (data.kind === 'inline' ? data.bytes.length : 0))
      .reduce((sum, length) => sum + length, 0)
    expect(total(graph.files) + inline).toBe(loweredBytes(files, 'float32'))
    expect(loweredBytes(files, 'float32')).toBeGreaterThan(loweredBytes(files, '8-bit blocks'))
  })

  it('keeps the downloaded bytes as they are', () => {
    const before = files.graph.slice()
    prepareGraph(files, options)
    expect(Buffer.compare(files.graph, before)).toBe(0)
  })

  it('points into the download where its weights stay as stored', () => {
    const graph = prepareGraph(files, { ...options, weights: 'as stored' })
    expect(graph.files.map(({ read }) => read().buffer)).toEqual([files.graph.buffer])
    expect(graph.graph.length).toBeLessThan(files.graph.length / 2)
  })
})

describe('The bundled model', () => {
  const external = new Map(
    ['model_q4.onnx_data', 'model_q4.onnx_data_1'].map((name) => [
      name,
      bytesOf(join(bundled, name)),
    ]),
  )
  const files = { file: 'model_q4.onnx', graph: bytesOf(join(bundled, 'model_q4.onnx')), external }

  it('has 30 blocks of width 576, and one float32 copy of its tied embedding', () => {
    const graph = prepareGraph(files, { weights: 'float32', hooks: 'add', pruneLogits: true })
    expect(graph).toMatchObject({
      nLayers: 30,
      dModel: 576,
      vocabSize: 49152,
      nHooks: 31,
      joins: { rule: 'last join', perBlock: 2 },
    })
    expect(graph.cache).toHaveLength(60)
    expect(graph.cache[0]).toMatchObject({ heads: 3, headDim: 64, type: 'float32' })
    const embedding = 49152 * 576 * 4
    expect(graph.files.filter(({ length }) => length === embedding)).toHaveLength(1)
    expect(loweredBytes(files, 'float32')).toBeLessThan(541e6)
    const buffers = graph.files.map(({ read }) => read().buffer)
    for (const download of external.values()) expect(buffers).not.toContain(download.buffer)
  })

  it('gets at most 40 nodes for hooks that add', () => {
    const nodes = (hooks: 'none' | 'add'): number => {
      const graph = prepareGraph(files, { weights: 'as stored', hooks, pruneLogits: true })
      return parseOnnx(graph.graph, 'prepared').graph.nodes.length
    }
    expect(nodes('add') - nodes('none')).toBeLessThanOrEqual(40)
  })

  it('leaves weights behind that a truncated graph does not need', () => {
    const graph = prepareGraph(files, {
      weights: 'float32',
      hooks: 'add',
      pruneLogits: false,
      lastBlock: 9,
    })
    expect(graph.nHooks).toBe(11)
    expect(graph.cache).toHaveLength(20)
    const embedding = 49152 * 576 * 4
    const rotary = 2 * 8192 * 32 * 4
    expect(total(graph.files)).toBeLessThan(embedding + rotary + (10 / 30) * (541e6 - embedding))
  })

  it('keeps its embedding in a form with a kernel on every device in 8-bit blocks', () => {
    const graph = prepareGraph(files, { weights: '8-bit blocks', hooks: 'none', pruneLogits: true })
    const { nodes } = parseOnnx(graph.graph, 'prepared').graph
    const quantized = nodes.filter((node) => node.op === 'MatMulNBits')
    expect(quantized.length).toBe(30 * 5 + 1)
    for (const node of quantized) {
      expect(node.inputs.length).toBe(3)
      expect(node.attributes.get('bits')?.integer).toBe(8)
    }
    expect(total(graph.files)).toBeLessThan(160e6)
  })
})
