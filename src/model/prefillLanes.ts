import type { GenerateRequest, GenerationEvent, TokenReading } from '../steering/steerableModel.ts'
import type { Batch, Decoder } from './decoder.ts'
import { disposeCache, gatherRows, type KeyValueCache } from './keyValueCache.ts'
import { type LaneState, readProbes } from './laneRows.ts'
import { prefill } from './prefill.ts'

interface Prefilled {
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

  const compute = async (state: LaneState | null): Promise<Prefilled> => {
    const residuals: Float32Array[] = []
    const output = await prefill(ort, session, headDim, {
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
    done += ids.length
    return { cache: output.cache as KeyValueCache, logits: output.logits, residuals }
  }

  const made: Prefilled[] = []
  try {
    yield { type: 'prefill', done, total }
    const unsteered = wantsUnsteered ? await compute(null) : null
    if (unsteered) made.push(unsteered)
    const rows: Prefilled[] = []
    for (const state of lanes) {
      yield { type: 'prefill', done, total }
      const own = state.edits ? await compute(state) : (unsteered as Prefilled)
      if (own !== unsteered) made.push(own)
      rows[state.row] = own
      const shadow = state.shadowRow === null ? null : (unsteered as Prefilled)
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
    yield { type: 'prefill', done, total }
    const logits = new Float32Array(rows.length * vocabSize) // (row, vocabSize)
    for (const [index, row] of rows.entries()) logits.set(row.logits, index * vocabSize)
    const picks = rows.map(({ cache }) => ({ cache, row: 0 }))
    return { cache: await gatherRows(ort, picks), logits }
  } finally {
    for (const { cache } of made) disposeCache(cache)
  }
}
