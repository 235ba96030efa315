import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { loweredBytes, prepareGraph } from '../../src/onnx/prepare.ts'
import { graphFiles, malformedCases, tinyDecoders } from './tinyDecoders.ts'

const options = { weights: 'float32', hooks: 'add', pruneLogits: true } as const

/** What each refusal must say, and under which code. */
const refusals: Record<string, { code: string; says: string[] }> = {
  'truncated-weights': { code: 'bad-file', says: ['model.onnx', 'truncated', 'byte offset'] },
  'zero-length': { code: 'bad-file', says: ['model.onnx', 'empty (0 bytes)'] },
  'html-error-page': { code: 'bad-file', says: ['not an ONNX model', 'HTML page'] },
  'no-present-outputs': { code: 'unsupported-model', says: ['present.*', 'key/value cache'] },
  'layer-count-mismatch': { code: 'model-mismatch', says: ['num_hidden_layers=6', '4 blocks'] },
  'external-data-missing': { code: 'missing-file', says: ['model.onnx_data'] },
  'external-offset-out-of-range': {
    code: 'bad-file',
    says: ['model.embed_tokens.weight', '999999999', 'model.onnx_data'],
  },
  'encoder-only': {
    code: 'unsupported-model',
    says: [
      'not a decoder with logits and a key/value cache',
      'no logits output',
      'no present.* outputs',
    ],
  },
  'mlp-only': { code: 'unsupported-model', says: ['No residual stream was found'] },
}

const refusal = (run: () => unknown): LabError => {
  try {
    run()
  } catch (error) {
    if (error instanceof LabError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('Inputs that cannot be used', () => {
  it.each(malformedCases())('$dir: $expected', ({ dir, files, nLayers }) => {
    const prepare = (): unknown =>
      prepareGraph(files, { ...options, ...(nLayers !== undefined && { nLayers }) })
    const expected = refusals[dir.split('/').at(-1)!]
    if (!expected) {
      expect(prepare()).toMatchObject({ nLayers: 4 })
      return
    }
    const error = refusal(prepare)
    expect(error.code).toBe(expected.code)
    for (const words of expected.says) expect(error.message).toContain(words)
  })

  const fused = tinyDecoders('tiny-decoders').find(({ name }) => name.endsWith('model_q4.onnx'))!
  const files = graphFiles(fused.path)

  it('refuses external data outside the folder of the graph', () => {
    const external = graphFiles(
      tinyDecoders('tiny-decoders').find(({ name }) => name.startsWith('llama-external'))!.path,
    )
    const replaced = replaceText(external.graph, 'model.onnx_data', '../odel.onnxdat')
    const error = refusal(() => prepareGraph({ ...external, graph: replaced }, options))
    expect(error.message).toContain('not a plain file name')
  })

  it('refuses a Git LFS pointer by name', () => {
    const graph = new TextEncoder().encode(
      'version https://git-lfs.github.com/spec/v1\noid sha256:0',
    )
    expect(refusal(() => prepareGraph({ ...files, graph }, options)).message).toContain('Git LFS')
  })

  it('refuses a block that the model does not have as a programming mistake', () => {
    expect(() => prepareGraph(files, { ...options, lastBlock: 4 })).toThrow(RangeError)
    expect(() => prepareGraph(files, { ...options, lastBlock: -1 })).toThrow(RangeError)
  })

  it('never fails otherwise than with a LabError, whatever happens to the bytes', () => {
    const size = files.graph.length
    const change = fc.record({ at: fc.integer({ min: 0, max: size - 1 }), byte: fc.nat(255) })
    const damage = fc.record({
      length: fc.oneof(fc.constant(size), fc.integer({ min: 0, max: size })),
      changes: fc.array(change, { maxLength: 8 }),
    })
    fc.assert(
      fc.property(damage, ({ length, changes }) => {
        const graph = files.graph.slice(0, length)
        for (const { at, byte } of changes) if (at < length) graph[at] = byte
        for (const hooks of ['add', 'none'] as const)
          survives(() => prepareGraph({ ...files, graph }, { ...options, hooks }))
        survives(() => loweredBytes({ ...files, graph }, '8-bit blocks'))
      }),
      { numRuns: 250 },
    )
  })

  it('never fails otherwise than with a LabError when structure is damaged', () => {
    const structure = positionsOfStructure(files.graph)
    const change = fc.record({ at: fc.constantFrom(...structure), byte: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const graph = files.graph.slice()
        for (const { at, byte } of changes) graph[at] = byte
        survives(() => prepareGraph({ ...files, graph }, { ...options, weights: '8-bit blocks' }))
        survives(() => prepareGraph({ ...files, graph }, { ...options, lastBlock: 1 }))
      }),
      { numRuns: 400 },
    )
  })
})

function survives(run: () => unknown): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof LabError)) throw error
  }
}

/** Bytes near names of nodes and tensors, where the structure of the file is. */
function positionsOfStructure(bytes: Uint8Array): number[] {
  const text = Buffer.from(bytes).toString('latin1')
  return [...text.matchAll(/[a-z_./]{6,}/gi)]
    .flatMap(({ index, 0: name }) =>
      [-4, -3, -2, -1, 0, name.length, name.length + 1, name.length + 2].map((by) => index + by),
    )
    .filter((at) => at >= 0 && at < bytes.length)
}

function replaceText(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return new Uint8Array(
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1'),
  )
}
