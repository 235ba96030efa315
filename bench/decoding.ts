import { nodeRuntimes } from '../src/commands/nodeRuntime.ts'
import { diskFolder } from '../src/model/diskFolder.ts'
import { disposeCache } from '../src/model/keyValueCache.ts'
import { readModelFiles } from '../src/model/modelFiles.ts'
import { runPass } from '../src/model/pass.ts'
import { finished, prefill } from '../src/model/prefill.ts'
import { rowSteering } from '../src/model/rowSteering.ts'
import { openWasm, type Runtime } from '../src/model/runtime.ts'
import { openSession, type Session } from '../src/model/session.ts'
import { hookNames } from '../src/onnx/hooks.ts'
import { type PrepareOptions, prepareGraph } from '../src/onnx/prepare.ts'

const headDim = 64
const prompt = Array.from({ length: 40 }, (_, i) => 100 + i * 37)

/** The bundled model's graph in one form, ready to be timed. */
export async function benchSession(
  folder: string,
  options: Pick<PrepareOptions, 'weights' | 'hooks'>,
): Promise<{ runtime: Runtime; session: Session }> {
  const files = await readModelFiles(diskFolder(folder))
  const runtime = await openWasm(nodeRuntimes)
  const graph = prepareGraph(files.graph, { ...options, nLayers: 30, pruneLogits: true })
  return { runtime, session: await openSession(runtime, graph) }
}

/** Milliseconds a token over `tokens` decoding steps of one row behind a prompt of 40 tokens, the fastest half of them. */
export async function decodingTime(
  { runtime: { ort }, session }: { runtime: Runtime; session: Session },
  tokens: number,
): Promise<number> {
  const reads = session.graph.inputs.includes(hookNames.readPositions) ? [0] : []
  const steering = rowSteering(ort, session, [null])
  const start = await finished(
    prefill(ort, session, headDim, {
      ids: prompt,
      past: null,
      edits: null,
      keepCache: true,
      logits: true,
    }),
  )
  let { cache } = start
  const times: number[] = []
  for (let i = 0; i < tokens; i++) {
    const started = performance.now()
    const output = await runPass(ort, session, headDim, {
      ids: [[200 + i]],
      past: cache,
      steering,
      read: reads,
      logits: [0],
      keepCache: true,
    })
    cache = output.cache
    times.push(performance.now() - started)
  }
  if (cache) disposeCache(cache)
  const half = times.sort((a, b) => a - b).slice(0, Math.ceil(tokens / 2))
  return half.reduce((sum, time) => sum + time, 0) / half.length
}
