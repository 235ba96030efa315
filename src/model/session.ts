import type { InferenceSession, Tensor } from 'onnxruntime-web'
import { LabError } from '../labError.ts'
import type { PreparedGraph } from '../onnx/prepare.ts'
import { bytesOnDemand } from './bytesOnDemand.ts'
import type { Runtime } from './runtime.ts'

export type Feeds = Record<string, Tensor>

/** One edited graph, mounted and ready to run. Runs are one at a time; `release` gives the memory back. */
export interface Session {
  readonly graph: Omit<PreparedGraph, 'graph' | 'files'>
  readonly hasLogits: boolean
  run(feeds: Feeds, fetches: string[]): Promise<Feeds>
  release(): Promise<void>
}

/** Mounts a prepared graph on a runtime. Throws LabError `no-memory` or `unsupported-model`. */
export async function openSession(runtime: Runtime, prepared: PreparedGraph): Promise<Session> {
  const { graph, files, ...rest } = prepared
  const open = rest.cache.find(({ heads }) => heads === 0)
  if (open)
    throw new LabError(
      'unsupported-model',
      `The graph leaves the number of heads of ${open.past} open. Export the model with fixed heads.`,
    )
  let unread: unknown = null // why a file could not be read: the runtime keeps it to itself
  const onGpu = runtime.device === 'webgpu'
  const options: InferenceSession.SessionOptions = {
    executionProviders: runtime.providers,
    externalData: files.map((file) => ({
      path: file.path,
      data: bytesOnDemand(file.length, () => {
        try {
          return file.read()
        } catch (cause) {
          unread = cause
          throw cause
        }
      }),
    })),
    ...(onGpu && {
      preferredOutputLocation: Object.fromEntries(
        rest.cache.map(({ present }) => [present, 'gpu-buffer' as const]),
      ),
    }),
  }
  let session: InferenceSession
  try {
    session = await runtime.ort.InferenceSession.create(graph, options)
  } catch (cause) {
    throw refusal(unread ?? cause)
  }
  return {
    graph: rest,
    hasLogits: session.outputNames.includes('logits'),
    async run(feeds, fetches) {
      try {
        return (await session.run(feeds, fetches)) as Feeds
      } catch (cause) {
        throw refusal(cause)
      }
    },
    release: () => session.release(),
  }
}

function refusal(cause: unknown): LabError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const noMemory = memoryRefusal(cause)
  if (noMemory) return noMemory
  if (/device.*(lost|destroyed)|lost.*device/i.test(reason))
    return new LabError('device-lost', 'The graphics card was lost. Load the model again.', {
      cause,
    })
  return new LabError('unsupported-model', `The inference engine refused the model: ${reason}`, {
    cause,
  })
}

/** What an allocation that failed in JavaScript or in the runtime means to a person; null for other errors. */
export function memoryRefusal(cause: unknown): LabError | null {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (
    !/memory|allocat|out of bounds|RangeError|std::bad_alloc|integer overflow|^\d+$/i.test(reason)
  )
    return null
  return new LabError(
    'no-memory',
    'There is not enough memory for this model here. Close other tabs, or use a smaller model, then load again.',
    { cause },
  )
}
