import * as ort from 'onnxruntime-web/wasm'
import { expect, it } from 'vitest'
import { identityModel } from '../../src/onnx/identityModel.ts'
import { parseOnnx } from '../../src/onnx/onnxModel.ts'

it('is a model that a runtime takes, and hands its number through', async () => {
  expect(parseOnnx(identityModel(), 'identity').graph.nodes.map(({ op }) => op)).toEqual([
    'Identity',
  ])
  ort.env.wasm.numThreads = 1
  const session = await ort.InferenceSession.create(identityModel(), {
    executionProviders: ['wasm'],
  })
  const outputs = await session.run({ in: new ort.Tensor('float32', [1.5], [1]) })
  expect(outputs['out']?.data).toEqual(Float32Array.of(1.5))
  await session.release()
})
