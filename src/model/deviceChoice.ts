import type { WeightForm } from '../onnx/prepare.ts'
import type { LoadRequest } from '../steering/labEngine.ts'
import { openWasm, openWebgpu, type Runtime, type RuntimeFiles } from './runtime.ts'

/** One device with one form of the weights. `mayFail`: the next attempt is tried when this one cannot be used. */
export interface Attempt {
  device: 'wasm' | 'webgpu'
  subgroups: boolean
  software: boolean // whether a graphics card emulated on the CPU will do
  weights: WeightForm
  label: string
  mayFail: boolean
}

/** What weights may take once lowered, where nothing is said: a gigabyte and a bit, less on small devices. */
function defaultMemoryBudget(): number {
  const gigabytes = (globalThis.navigator as { deviceMemory?: number } | undefined)?.deviceMemory
  return (gigabytes && gigabytes < 4 ? gigabytes * 0.3 : 1.4) * 2 ** 30
}

/** The devices and weight forms to try, best first; the last one is kept whatever the self-test says. */
export function attemptsFor(
  request: Pick<LoadRequest, 'device' | 'weights' | 'memoryBudget'>,
  bytesOf: (weights: WeightForm) => number,
): Attempt[] {
  const budget = request.memoryBudget ?? defaultMemoryBudget()
  const fits = bytesOf('float32') <= budget
  const cpu: Attempt = {
    device: 'wasm',
    subgroups: false,
    software: false,
    weights: request.weights ?? (fits ? 'float32' : 'as stored'),
    label: 'The CPU',
    mayFail: false,
  }
  if (request.device === 'wasm') return [cpu]
  const gpu = (subgroups: boolean): Attempt => ({
    device: 'webgpu',
    subgroups,
    software: request.device === 'webgpu',
    weights: request.weights ?? '8-bit blocks',
    label: subgroups ? 'The graphics card' : 'The graphics card without subgroups',
    mayFail: true,
  })
  const fitsGpu = bytesOf(request.weights ?? '8-bit blocks') <= budget
  return fitsGpu ? [gpu(true), gpu(false), cpu] : [cpu]
}

/** Whether the CPU is tried first, whatever the model turns out to be. */
export const startsOnCpu = ({ device }: Pick<LoadRequest, 'device'>): boolean =>
  device === 'wasm' || globalThis.navigator?.gpu === undefined

export const openRuntime = (files: RuntimeFiles, attempt: Attempt): Promise<Runtime> =>
  attempt.device === 'wasm' ? openWasm(files) : openWebgpu(files, attempt)
