import { join } from 'node:path'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { type Loaded, type LoadOptions, loadModel } from '../../src/model/loadModel.ts'

const fixtures = join(import.meta.dirname, '../fixtures')

/** The folder of a tiny decoder, such as tinyFolder('llama-fused'). */
export const tinyFolder = (name: string): string => join(fixtures, 'tiny-decoders', name)

/** Loads a model folder as the command line does: on the CPU, without the page's self-test. */
export function openFolder(folder: string, options: LoadOptions = {}): Promise<Loaded> {
  return loadModel(diskFolder(folder), nodeRuntimes, { device: 'wasm', check: false, ...options })
}
