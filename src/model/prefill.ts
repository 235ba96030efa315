import type { AffineEdits } from '../steering/affineEdit.ts'
import { yieldToEvents } from '../steering/yieldToEvents.ts'
import { disposeCache, type KeyValueCache } from './keyValueCache.ts'
import { runPass } from './pass.ts'
import { rowSteering } from './rowSteering.ts'
import type { OrtModule } from './runtime.ts'
import type { Session } from './session.ts'

/** Tokens a pass: small enough that Stop is heard, large enough to be fast. */
const chunkLength = 128

export interface Prefilled {
  cache: KeyValueCache | null
  logits: Float32Array // (vocabSize) of the last token, empty when not asked for
}

export interface PrefillInput {
  ids: readonly number[]
  past: KeyValueCache | null // of one row
  edits: AffineEdits | null
  keepCache: boolean
  logits: boolean // of the last token
  scored?: {
    wants(position: number): boolean
    take(position: number, logits: Float32Array): void // (vocabSize)
  }
  onResidual?: (position: number, residual: Float32Array) => void // (hook, dModel) of a position within ids
}

/**
 * Computes one sequence from its start or behind a cached prefix, in chunks, and yields how many positions are done
 * after each, when waiting events have been let in. Leaving early frees what was cached.
 */
export async function* prefill(
  ort: OrtModule,
  session: Session,
  headDim: number,
  input: PrefillInput,
): AsyncGenerator<number, Prefilled> {
  const steering = rowSteering(ort, session, [input.edits])
  const { nHooks, dModel, vocabSize } = session.graph
  const width = nHooks * dModel
  let cache = input.past
  let logits = new Float32Array(0)
  let complete = false
  try {
    for (let start = 0; start < input.ids.length; start += chunkLength) {
      const ids = input.ids.slice(start, start + chunkLength)
      const last = start + ids.length === input.ids.length
      const scored = ids.flatMap((_, i) => (input.scored?.wants(start + i) ? [i] : []))
      const output = await runPass(ort, session, headDim, {
        ids: [ids],
        past: cache,
        steering,
        read: input.onResidual ? ids.map((_, i) => i) : [],
        logits: last && input.logits ? [...scored, ids.length - 1] : scored,
        keepCache: input.keepCache || !last,
      })
      cache = output.cache
      for (const [i, position] of scored.entries())
        input.scored?.take(
          start + position,
          output.logits.subarray(i * vocabSize, (i + 1) * vocabSize),
        )
      logits = output.logits.slice(scored.length * vocabSize) as Float32Array<ArrayBuffer>
      if (input.onResidual)
        for (let i = 0; i < ids.length; i++)
          input.onResidual(start + i, output.residual.subarray(i * width, (i + 1) * width))
      await yieldToEvents()
      yield start + ids.length
    }
    complete = true
  } finally {
    if (!complete && cache) disposeCache(cache)
  }
  return { cache, logits }
}

/** Runs a computation to its end for its result alone. */
export async function finished<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const next = await work.next()
    if (next.done) return next.value
  }
}
