import { describe, expect, it } from 'vitest'
import { prepareGraph } from '../../src/onnx/prepare.ts'
import { at, byHookPoint, largestDifference, runGraph } from './runGraph.ts'
import { floats, graphFiles, tinyDecoders } from './tinyDecoders.ts'

const decoders = [...tinyDecoders('tiny-decoders'), ...tinyDecoders('number-formats')]

describe.each(decoders)('$name', ({ path, golden, reference }) => {
  const files = graphFiles(path)
  const { hidden_size: dModel, head_dim: headDim, num_hidden_layers: nLayers } = golden
  const nHooks = nLayers + 1
  const isQuantized = reference.dtype === 'q8' // its scales depend on all positions that go through the head
  const form = { weights: 'as stored', pruneLogits: !isQuantized } as const
  const accuracy = reference.dtype === 'q4' ? { accuracyLevel: 0 } : {}
  const steering = at(golden.steer.layer + 1, floats(golden.steer.vector), nHooks)
  const { resid, logits } = reference.tolerance_abs
  // the runtime emulates half precision in float32 and rounds elsewhere once there is another node
  const isHalf = reference.dtype.includes('16')
  const lastLogits = (values: Float32Array): Float32Array => values.slice(-golden.vocab_size)

  it('reads and steers the residual stream as the reference does', async () => {
    const graph = prepareGraph(files, { ...form, ...accuracy, hooks: 'add' })
    expect(graph).toMatchObject({ nLayers, dModel, nHooks, vocabSize: golden.vocab_size })
    expect(graph.cache).toHaveLength(2 * nLayers)
    const feeds = golden.prompts.flatMap(({ input_ids }) => [
      { rows: [input_ids], headDim },
      { rows: [input_ids], headDim, steer: steering },
    ])
    const outputs = await runGraph(graph, ...feeds)
    golden.prompts.forEach((prompt, index) => {
      const expected = reference.prompts?.[index] ?? prompt
      const [plain, steered] = outputs.slice(2 * index)
      const residual = byHookPoint(plain!['evenkeel.residual']!, nHooks, dModel)
      const size = prompt.input_ids.length * dModel
      if (!reference.prompts)
        expect(largestDifference(residual.slice(0, size), floats(prompt.resid_embed))).toBeLessThan(
          resid,
        )
      if (expected.resid_post)
        expect(largestDifference(residual.slice(size), floats(expected.resid_post))).toBeLessThan(
          resid,
        )
      expect(
        largestDifference(lastLogits(plain!['logits']!), floats(expected.logits_last)),
      ).toBeLessThan(logits)
      expect(
        largestDifference(lastLogits(steered!['logits']!), floats(expected.steered.logits_last)),
      ).toBeLessThan(logits)
      const moved = byHookPoint(steered!['evenkeel.residual']!, nHooks, dModel)
      const untouched = (golden.steer.layer + 1) * size
      expect(largestDifference(moved.slice(0, untouched), residual.slice(0, untouched))).toBe(0)
      if (expected.steered.resid_post)
        expect(
          largestDifference(moved.slice(untouched), floats(expected.steered.resid_post)),
        ).toBeLessThan(resid)
    })
  })

  it(`gives the same logits ${isHalf ? 'but for rounding' : 'to the bit'} when nothing is added`, async () => {
    const feed = { rows: [golden.prompts[1]!.input_ids], headDim }
    const bare = prepareGraph(files, { ...form, hooks: 'none' })
    expect(bare.inputs.filter((name) => name.startsWith('evenkeel'))).toEqual(
      form.pruneLogits ? ['evenkeel.logit_positions'] : [],
    )
    const [expected] = await runGraph(bare, feed)
    for (const hooks of ['add', 'affine'] as const) {
      const [actual] = await runGraph(prepareGraph(files, { ...form, hooks }), feed)
      const difference = largestDifference(actual!['logits']!, expected!['logits']!)
      expect(difference).toBeLessThanOrEqual(isHalf ? logits : 0)
    }
  })

  it('leaves masked positions alone', async () => {
    const ids = golden.prompts[0]!.input_ids
    const graph = prepareGraph(files, { ...form, hooks: 'add' })
    const mask = ids.map((_, position) => Number(position > 0))
    const [plain, masked] = await runGraph(
      graph,
      { rows: [ids], headDim, read: [0] },
      { rows: [ids], headDim, read: [0, 2], steer: steering, mask },
    )
    const width = nHooks * dModel
    const before = plain!['evenkeel.residual']!
    const after = masked!['evenkeel.residual']!
    expect(after).toHaveLength(2 * width)
    if (!isQuantized) expect(largestDifference(after.slice(0, width), before)).toBe(0)
  })

  it('steers each row of a batch by itself', async () => {
    const ids = golden.prompts[0]!.input_ids
    const graph = prepareGraph(files, { ...form, hooks: 'add' })
    const both = new Float32Array(2 * steering.length)
    both.set(steering, steering.length)
    const [plain, rows] = await runGraph(
      graph,
      { rows: [ids], headDim },
      { rows: [ids, ids], headDim, steer: both },
    )
    const size = ids.length * nHooks * dModel
    const residual = rows!['evenkeel.residual']!
    const first = largestDifference(residual.slice(0, size), plain!['evenkeel.residual']!)
    const second = largestDifference(residual.slice(size), plain!['evenkeel.residual']!)
    if (!isQuantized) expect(first).toBeLessThan(isHalf ? resid : 1e-4)
    expect(second).toBeGreaterThan(0.5)
  })

  it('ablates a direction with u = d and w = -d, and clamps it with v', async () => {
    const ids = golden.prompts[0]!.input_ids
    const graph = prepareGraph(files, { ...form, hooks: 'affine' })
    const vector = floats(golden.steer.vector)
    const norm = Math.hypot(...vector)
    const unit = vector.map((value) => value / norm)
    const hook = 2
    const edit = {
      measure: at(hook, unit, nHooks),
      respond: at(
        hook,
        unit.map((x) => -x),
        nHooks,
      ),
    }
    const [ablated, clamped] = await runGraph(
      graph,
      { rows: [ids], headDim, ...edit },
      {
        rows: [ids],
        headDim,
        ...edit,
        steer: at(
          hook,
          unit.map((x) => 3 * x),
          nHooks,
        ),
      },
    )
    const size = ids.length * dModel
    const along = (residual: Float32Array): number[] => {
      const there = byHookPoint(residual, nHooks, dModel).slice(hook * size, (hook + 1) * size)
      return ids.map((_, position) =>
        unit.reduce((sum, x, i) => sum + x * there[position * dModel + i]!, 0),
      )
    }
    for (const projection of along(ablated!['evenkeel.residual']!))
      expect(Math.abs(projection)).toBeLessThan(isHalf ? resid : 5e-5)
    for (const projection of along(clamped!['evenkeel.residual']!))
      expect(Math.abs(projection - 3)).toBeLessThan(isHalf ? resid : 5e-5)
  })

  it('computes the same residuals when it is truncated', async () => {
    const ids = golden.prompts[0]!.input_ids
    const lastBlock = 1
    const full = prepareGraph(files, { ...form, hooks: 'add' })
    const half = prepareGraph(files, { ...form, hooks: 'add', lastBlock })
    const reading = prepareGraph(files, { ...form, hooks: 'none', lastBlock })
    expect(half.nHooks).toBe(3)
    expect(half.cache.map((tensor) => tensor.present).sort()).toEqual(
      ['present.0.key', 'present.0.value', 'present.1.key', 'present.1.value'].sort(),
    )
    expect(half.inputs).not.toContain('past_key_values.2.key')
    const mounted = (files: readonly { length: number }[]): number =>
      files.reduce((sum, { length }) => sum + length, 0)
    if (!isQuantized) expect(mounted(half.files)).toBeLessThanOrEqual(mounted(full.files))
    const feed = { rows: [ids], headDim }
    const vector = floats(golden.steer.vector)
    const [whole] = await runGraph(full, { ...feed, steer: at(1, vector, nHooks) })
    const [part] = await runGraph(half, { ...feed, steer: at(1, vector, 3) })
    const [read] = await runGraph(reading, feed)
    expect(Object.keys(part!)).not.toContain('logits')
    const size = ids.length * dModel
    const expected = byHookPoint(whole!['evenkeel.residual']!, nHooks, dModel).slice(0, 3 * size)
    const actual = byHookPoint(part!['evenkeel.residual']!, 3, dModel)
    expect(largestDifference(actual, expected)).toBeLessThan(isHalf ? resid : 1e-5)
    expect(read!['evenkeel.residual']).toHaveLength(actual.length)
  })
})
