import type { GenerateRequest, GenerationEvent, TokenReading } from '../steering/steerableModel.ts'
import type { Batch, Decoder } from './decoder.ts'
import { disposeCache, gatherRows, type KeyValueCache } from './keyValueCache.ts'
import { type LaneState, readProbes } from './laneRows.ts'
import { prefill } from './prefill.ts'

interface PrefilledRow {
  cache: KeyValueCache
  logits: Float32Array
  residuals: Float32Array[] // (hook, dModel) of each prompt token
}

/**
 * Computes the prompt once without steering, where a lane or a shadow wants that, and once for each steered lane,
 * tells the readings of its tokens, and lays the results out as rows of one batch. Returns its cache and the
 * logits of the last prompt token, (row, vocabSize).
 */
export async function* prefillLanes(
  decoder: Decoder,
  request: GenerateRequest,
  lanes: readonly LaneState[],
): AsyncGenerator<GenerationEvent, Batch> {
  const { ort, session, headDim } = decoder
  const { nLayers, vocabSize } = session.graph
  const { ids, probes } = request
  const steered = lanes.filter(({ edits }) => edits !== null)
  const wantsUnsteered = lanes.some(({ edits, shadowRow }) => edits === null || shadowRow !== null)
  const total = ids.length * (steered.length + (wantsUnsteered ? 1 : 0))
  let done = 0

  const compute = async function* (
    state: LaneState | null,
  ): AsyncGenerator<GenerationEvent, PrefilledRow> {
    const residuals: Float32Array[] = []
    const work = prefill(ort, session, headDim, {
      ids,
      past: null,
      edits: state?.edits ?? null,
      keepCache: true,
      logits: true,
      ...(probes.length > 0 && {
        onResidual: (position: number, residual: Float32Array) => {
          residuals[position] = residual.slice()
        },
      }),
    })
    try {
      for (;;) {
        const next = await work.next()
        if (next.done) {
          done += ids.length
          return { cache: next.value.cache as KeyValueCache, logits: next.value.logits, residuals }
        }
        yield { type: 'prefill', done: done + next.value, total }
      }
    } finally {
      await work.return(undefined as never)
    }
  }

  const made: PrefilledRow[] = []
  try {
    yield { type: 'prefill', done, total }
    const unsteered = wantsUnsteered ? yield* compute(null) : null
    if (unsteered) made.push(unsteered)
    const rows: PrefilledRow[] = []
    for (const state of lanes) {
      const own = state.edits ? yield* compute(state) : (unsteered as PrefilledRow)
      if (own !== unsteered) made.push(own)
      rows[state.row] = own
      const shadow = state.shadowRow === null ? null : (unsteered as PrefilledRow)
      if (shadow && state.shadowRow !== null && state.shadowRow !== state.row)
        rows[state.shadowRow] = shadow
      if (probes.length > 0 && shadow) {
        const readings: TokenReading[] = ids.map((_, position) =>
          readProbes(
            probes,
            nLayers,
            shadow.residuals[position] as Float32Array,
            own.residuals[position] as Float32Array,
          ),
        )
        yield { type: 'prompt', lane: state.index, readings }
      }
    }
    const logits = new Float32Array(rows.length * vocabSize) // (row, vocabSize)
    for (const [index, row] of rows.entries()) logits.set(row.logits, index * vocabSize)
    const picks = rows.map(({ cache }) => ({ cache, row: 0 }))
    return { cache: await gatherRows(ort, picks), logits }
  } finally {
    for (const { cache } of made) disposeCache(cache)
  }
}
