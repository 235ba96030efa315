import { availableParallelism } from 'node:os'
import type { RuntimeFiles } from '../model/runtime.ts'

/** onnxruntime-web in Node: the page's CPU runtime, its WebAssembly found by the package itself. No GPU. */
export const nodeRuntimes: RuntimeFiles = {
  importWasm: () => import('onnxruntime-web'),
  importWebgpu: () => Promise.reject(new Error('there is no WebGPU in Node')),
  cores: availableParallelism(),
}
