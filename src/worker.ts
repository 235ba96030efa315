import webgpuUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { createEngine } from './model/engine.ts'
import { httpFolder } from './model/httpFolder.ts'
import { serveEngine } from './wire/host.ts'

const absolute = (url: string): string => new URL(url, import.meta.url).href

serveEngine(
  globalThis,
  createEngine(httpFolder, {
    importWasm: () => import('onnxruntime-web/wasm'),
    importWebgpu: () => import('onnxruntime-web/webgpu'),
    wasmUrl: absolute(wasmUrl),
    webgpuUrl: absolute(webgpuUrl),
  }),
)
