import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import type { ModelGolden } from '../../src/commands/verifyModelGolden.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { loadModel } from '../../src/model/loadModel.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { parseDirectionFile } from '../../src/steering/directionFile.ts'
import type { DirectionSet } from '../../src/steering/directionSet.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import type { SteerableModel } from '../../src/steering/steerableModel.ts'

const root = join(import.meta.dirname, '../..')

/** The bundled model's folder. */
export const realFolder = join(root, 'models/SmolLM2-135M-Instruct')

/** The bundled model in its float32 form, without the self-test of the page. Once a file: it takes seconds. */
export async function openRealModel(): Promise<OrtModel> {
  const { model } = await loadModel(diskFolder(realFolder), nodeRuntimes, {
    device: 'wasm',
    weights: 'float32',
    check: false,
  })
  return model
}

/** Reference values of the bundled model, computed with PyTorch; see tests/golden/README.md. */
export const realGolden = (): ModelGolden =>
  JSON.parse(readFileSync(join(root, 'tests/golden/smollm2-135m-instruct.json'), 'utf8'))

/** The directions that ship beside the bundled model. */
export const shippedDirections = (): DirectionSet =>
  parseDirectionFile(
    JSON.parse(readFileSync(join(realFolder, 'evenkeel/calm-to-desperate.json'), 'utf8')),
  )

/** The shipped direction after a block: a unit vector. */
export function directionAt({ directions, dModel }: DirectionSet, layer: number): Float32Array {
  return directions.slice(layer * dModel, (layer + 1) * dModel)
}

/** The push of the page's slider: the shipped direction after block 14, in shares of the block's typical norm. */
export function push(set: DirectionSet, coefficient: number, layer = 14): Intervention {
  return {
    kind: 'add',
    at: residPost(layer),
    vector: directionAt(set, layer),
    scale: coefficient * (set.typicalNorms[layer] ?? Number.NaN),
    firstPosition: 1,
  }
}

/** The ids of one user turn through the chat template. */
export async function chatIds(model: SteerableModel, content: string): Promise<number[]> {
  return (await model.tokenize({ kind: 'chat', messages: [{ role: 'user', content }] })).ids
}
