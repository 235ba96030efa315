import { diskFolder } from '../model/diskFolder.ts'
import { readModelFiles } from '../model/modelFiles.ts'
import { prepareGraph } from '../onnx/prepare.ts'
import { hookPoints } from '../steering/hookPoint.ts'
import { type Flags, text } from './flags.ts'

/** `inspect`: what a model folder holds and where its residual stream can be read, without running it. */
export async function inspect(folder: string, flags: Flags): Promise<unknown> {
  const dtype = text(flags, 'dtype')
  const disk = diskFolder(folder)
  const files = await readModelFiles(disk, dtype === undefined ? {} : { dtype })
  const { nLayers, dModel, vocabSize } = prepareGraph(files.graph, {
    weights: 'as stored',
    hooks: 'add',
    pruneLogits: true,
    ...(files.config.nLayers !== undefined && { nLayers: files.config.nLayers }),
  })
  return {
    model: disk.name,
    dtype: files.dtype,
    nLayers,
    dModel,
    vocab: vocabSize,
    hookPoints: hookPoints(nLayers),
    files: files.sizes,
    bytes: files.sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
