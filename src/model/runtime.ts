import type * as Ort from 'onnxruntime-web'
import { LabError } from '../labError.ts'
import { watchWasmHeap } from './wasmHeap.ts'

export type OrtModule = typeof Ort

/** A loaded onnxruntime-web on one device. `lost` resolves with a sentence when the device goes away; on the CPU never. */
export interface Runtime {
  readonly ort: OrtModule
  readonly device: 'wasm' | 'webgpu'
  readonly label: string // such as 'CPU, 2 threads'
  readonly threads: number
  readonly providers: Ort.InferenceSession.ExecutionProviderConfig[]
  readonly lost: Promise<string>
  readonly heapBytes: () => number | null // of WebAssembly memory, which never shrinks; null before the first session
  close(): void
}

/** How the runtime's files are found; the roofs know, the page by bundler URLs, Node by itself. */
export interface RuntimeFiles {
  importWasm(): Promise<OrtModule>
  importWebgpu(): Promise<OrtModule>
  wasmUrl?: string
  webgpuUrl?: string
  cores?: number // where the platform does not tell
}

const never = new Promise<string>(() => undefined)

/** Threads worth using: all cores of a small machine, half of a large one; 1 where memory cannot be shared. */
export function threadCount(cores: number, canShareMemory: boolean): number {
  if (!canShareMemory) return 1
  return Math.max(1, cores <= 4 ? cores : Math.min(8, Math.ceil(cores / 2)))
}

/** The CPU runtime. Throws LabError `network` when its code cannot be fetched. */
export async function openWasm(files: RuntimeFiles): Promise<Runtime> {
  const heapBytes = watchWasmHeap()
  const ort = await importing(files.importWasm())
  const shared =
    typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated !== false
  const threads = threadCount(files.cores ?? globalThis.navigator?.hardwareConcurrency ?? 1, shared)
  ort.env.wasm.numThreads = threads
  ort.env.logLevel = 'error'
  if (files.wasmUrl) ort.env.wasm.wasmPaths = { wasm: files.wasmUrl }
  return {
    ort,
    device: 'wasm',
    label: `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    threads,
    providers: ['wasm'],
    lost: never,
    heapBytes,
    close: () => undefined,
  }
}

/**
 * The GPU runtime on a device made with or without the `subgroups` feature.
 * Throws LabError `unsupported-model` with the reason when there is no usable GPU.
 */
export async function openWebgpu(
  files: RuntimeFiles,
  options: { subgroups: boolean; software: boolean },
): Promise<Runtime> {
  const adapter = await requestAdapter()
  if (!options.software && adapter.info.isFallbackAdapter)
    throw new LabError(
      'unsupported-model',
      'The graphics card is emulated in software here, slower than the CPU itself.',
    )
  const wanted = (
    ['shader-f16', ...(options.subgroups ? ['subgroups'] : [])] as GPUFeatureName[]
  ).filter((feature) => adapter.features.has(feature))
  const { maxBufferSize, maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage } =
    adapter.limits
  const device = await adapter.requestDevice({
    requiredFeatures: wanted,
    requiredLimits: {
      maxBufferSize,
      maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage,
      maxComputeInvocationsPerWorkgroup: adapter.limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupStorageSize: adapter.limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupSizeX: adapter.limits.maxComputeWorkgroupSizeX,
      maxComputeWorkgroupSizeY: adapter.limits.maxComputeWorkgroupSizeY,
      maxComputeWorkgroupSizeZ: adapter.limits.maxComputeWorkgroupSizeZ,
    },
  })
  const heapBytes = watchWasmHeap()
  const ort = await importing(files.importWebgpu()).catch((error: unknown) => {
    device.destroy()
    throw error
  })
  ort.env.wasm.numThreads = 1
  ort.env.logLevel = 'error'
  if (files.webgpuUrl) ort.env.wasm.wasmPaths = { wasm: files.webgpuUrl }
  const { vendor, architecture } = adapter.info
  return {
    ort,
    device: 'webgpu',
    label: `GPU${vendor ? ` (${[vendor, architecture].filter(Boolean).join(' ')})` : ''}`,
    threads: 1,
    providers: [{ name: 'webgpu', device } as Ort.InferenceSession.ExecutionProviderConfig],
    heapBytes,
    lost: device.lost.then(({ message }) => message || 'the browser gave no reason'),
    close: () => device.destroy(),
  }
}

async function requestAdapter(): Promise<GPUAdapter> {
  const gpu = globalThis.navigator?.gpu
  if (!gpu) throw new LabError('unsupported-model', 'This browser has no WebGPU.')
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter)
    throw new LabError('unsupported-model', 'This browser has WebGPU but offers no graphics card.')
  return adapter
}

async function importing(module: Promise<OrtModule>): Promise<OrtModule> {
  try {
    return await module
  } catch (cause) {
    throw new LabError(
      'network',
      'The inference engine could not be fetched. Check the connection, then load again.',
      { cause },
    )
  }
}
