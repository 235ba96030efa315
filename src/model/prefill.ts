import type { AffineEdits } from '../steering/affineEdit.ts'
import type { KeyValueCache } from './keyValueCache.ts'
import { runPass } from './pass.ts'
import { rowSteering } from './rowSteering.ts'
import type { OrtModule } from './runtime.ts'
import type { Session } from './session.ts'
import { yieldToEvents } from './yieldToEvents.ts'

/** Tokens a pass: small enough that Stop is heard, large enough to be fast. */
const chunkLength = 128

export interface PrefillInput {
  ids: readonly number[]
  past: KeyValueCache | null // of one row
  edits: AffineEdits | null
  keepCache: boolean
  logits: boolean // of the last token
  onResidual?: (position: number, residual: Float32Array) => void // (hook, dModel) of a position within ids
  onChunk?: (done: number) => void
}

/** Computes one sequence from its start or behind a cached prefix, in chunks, letting events in between them. */
export async function prefill(
  ort: OrtModule,
  session: Session,
  headDim: number,
  input: PrefillInput,
): Promise<{ cache: KeyValueCache | null; logits: Float32Array }> {
  const steering = rowSteering(ort, session, [input.edits])
  const width = session.graph.nHooks * session.graph.dModel
  let cache = input.past
  let logits = new Float32Array(0)
  for (let start = 0; start < input.ids.length; start += chunkLength) {
    const ids = input.ids.slice(start, start + chunkLength)
    const last = start + ids.length === input.ids.length
    const output = await runPass(ort, session, headDim, {
      ids: [ids],
      past: cache,
      steering,
      read: input.onResidual ? ids.map((_, i) => i) : [],
      logits: last && input.logits ? [ids.length - 1] : [],
      keepCache: input.keepCache || !last,
    })
    cache = output.cache
    logits = output.logits as Float32Array<ArrayBuffer>
    if (input.onResidual)
      for (let i = 0; i < ids.length; i++)
        input.onResidual(start + i, output.residual.subarray(i * width, (i + 1) * width))
    input.onChunk?.(start + ids.length)
    await yieldToEvents()
  }
  return { cache, logits }
}
