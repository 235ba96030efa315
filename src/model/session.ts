import type { InferenceSession, Tensor } from 'onnxruntime-web'
import { LabError } from '../labError.ts'
import type { PreparedGraph } from '../onnx/prepare.ts'
import { bytesOnDemand } from './bytesOnDemand.ts'
import type { Runtime } from './runtime.ts'
import { runtimeRefusal } from './runtimeRefusal.ts'

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
    logSeverityLevel: 3, // errors; it would warn of every node that is better off on the CPU
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
    throw runtimeRefusal(unread ?? cause)
  }
  return {
    graph: rest,
    hasLogits: session.outputNames.includes('logits'),
    async run(feeds, fetches) {
      try {
        return (await session.run(feeds, fetches)) as Feeds
      } catch (cause) {
        throw runtimeRefusal(cause)
      }
    },
    release: () => session.release(),
  }
}
