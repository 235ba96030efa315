import { LabError } from '../labError.ts'
import { deriveDirections } from '../steering/derive.ts'
import { parseDeriveRequest } from '../steering/deriveRequest.ts'
import type { DeriveEvent, LabEngine, LoadEvent, LoadRequest } from '../steering/labEngine.ts'
import { labVersion } from '../steering/labVersion.ts'
import type { Generation } from '../steering/steerableModel.ts'
import { EventQueue } from './eventQueue.ts'
import { type Loaded, loadModel } from './loadModel.ts'
import type { ModelFolder } from './modelFolder.ts'
import type { RuntimeFiles } from './runtime.ts'

/** A lab on onnxruntime-web that holds one model at a time. A lost device fails every call until the next load. */
export function createEngine(
  openFolder: (url: string) => ModelFolder,
  runtimes: RuntimeFiles,
): LabEngine {
  let loaded: Loaded | null = null
  let lost: LabError | null = null

  const model = () => {
    if (lost) throw lost
    if (loaded) return loaded.model
    throw new LabError('bad-input', 'No model is loaded. Load one first.')
  }

  async function* guarded<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* source
    } catch (error) {
      throw lost ?? error
    }
  }

  async function* load(request: LoadRequest): AsyncGenerator<LoadEvent> {
    const { folder, ...options } = request
    const before = loaded
    loaded = null
    lost = null
    await before?.model.release().catch(() => undefined) // its device may be gone
    const queue = new EventQueue<LoadEvent>()
    const controller = new AbortController()
    const work = loadModel(openFolder(folder), runtimes, {
      ...options,
      onEvent: (event) => queue.push(event),
      signal: controller.signal,
    })
    work.then(
      (result) => {
        if (controller.signal.aborted) void result.model.release()
        else {
          loaded = result
          void result.runtime.lost.then((reason) => {
            if (loaded !== result) return
            lost = new LabError(
              'device-lost',
              `The graphics card was lost (${reason}). What you wrote is kept. Load the model again.`,
            )
          })
          queue.push({ type: 'ready', model: result.summary })
        }
        queue.end()
      },
      (error) => queue.fail(error),
    )
    try {
      yield* queue
    } finally {
      controller.abort()
    }
  }

  return {
    load,
    tokenize: async (source) => model().tokenize(source),
    capture: (request) => guarded(model().capture(request)),
    generate: (request): Generation => {
      const generation = model().generate(request)
      const events = guarded(generation)
      return {
        [Symbol.asyncIterator]: () => events,
        steer: (lane, steering) => generation.steer(lane, steering),
      }
    },
    async *derive(request): AsyncGenerator<DeriveEvent> {
      const { contrast, recipe } = parseDeriveRequest(request)
      const source = model()
      try {
        yield* guarded(
          deriveDirections(source, contrast, recipe, {
            name: 'calm to desperate',
            code: labVersion,
          }),
        )
      } finally {
        await source.releaseExtracting().catch(() => undefined) // its device may be gone
      }
    },
  }
}
