import type { AffineEdits } from '../steering/affineEdit.ts'
import type { Captured, CaptureSequence } from '../steering/steerableModel.ts'
import { yieldToEvents } from '../steering/yieldToEvents.ts'
import { disposeCache, gatherRows, type KeyValueCache } from './keyValueCache.ts'
import { runPass } from './pass.ts'
import { finished, prefill } from './prefill.ts'
import { rowSteering } from './rowSteering.ts'
import type { OrtModule } from './runtime.ts'
import type { Session } from './session.ts'

export interface CapturePlan {
  sequences: readonly CaptureSequence[]
  hooks: readonly number[] // places in the stream, 0 … nLayers
  edits: AffineEdits | null
  logits: boolean
}

/** Batches of short texts hold at most so many rows and, padding included, so many tokens. */
const batchRows = 16
const batchTokens = 192
/** A start that all sequences share is computed once when it is at least this long. */
const sharedLength = 12

/** Reads the sequences in their order, sharing a common start or batching short texts. */
export async function* captureSequences(
  ort: OrtModule,
  session: Session,
  headDim: number,
  plan: CapturePlan,
): AsyncGenerator<Captured> {
  const shared = plan.sequences.length > 2 ? commonStart(plan.sequences) : 0
  if (shared >= sharedLength) yield* captureBehindPrefix(ort, session, headDim, plan, shared)
  else yield* captureInBatches(ort, session, headDim, plan)
}

async function* captureBehindPrefix(
  ort: OrtModule,
  session: Session,
  headDim: number,
  plan: CapturePlan,
  shared: number,
): AsyncGenerator<Captured> {
  const start = plan.sequences[0]?.ids.slice(0, shared) ?? []
  const inStart: Float32Array[] = [] // (hook, dModel) of each shared position
  const { edits } = plan
  const first = await finished(
    prefill(ort, session, headDim, {
      ids: start,
      past: null,
      edits,
      keepCache: true,
      logits: false,
      onResidual: (position, residual) => {
        inStart[position] = residual.slice()
      },
    }),
  )
  const prefix = first.cache as KeyValueCache
  try {
    for (const [index, sequence] of plan.sequences.entries()) {
      const answer = emptyCapture(session, plan, index)
      for (const [position, residual] of inStart.entries()) keep(answer, plan, position, residual)
      const { logits } = await finished(
        prefill(ort, session, headDim, {
          ids: sequence.ids.slice(shared),
          past: await gatherRows(ort, [{ cache: prefix, row: 0 }]),
          edits,
          keepCache: false,
          logits: plan.logits,
          onResidual: (position, residual) => keep(answer, plan, shared + position, residual),
        }),
      )
      yield { ...answer, logits: plan.logits ? logits : null }
    }
  } finally {
    disposeCache(prefix)
  }
}

async function* captureInBatches(
  ort: OrtModule,
  session: Session,
  headDim: number,
  plan: CapturePlan,
): AsyncGenerator<Captured> {
  for (let from = 0; from < plan.sequences.length; ) {
    const batch = nextBatch(plan.sequences, from)
    const [only] = batch
    if (batch.length === 1 && only) {
      const answer = emptyCapture(session, plan, from)
      const { logits } = await finished(
        prefill(ort, session, headDim, {
          ids: only.ids,
          past: null,
          edits: plan.edits,
          keepCache: false,
          logits: plan.logits,
          onResidual: (position, residual) => keep(answer, plan, position, residual),
        }),
      )
      yield { ...answer, logits: plan.logits ? logits : null }
    } else yield* captureBatch(ort, session, headDim, plan, batch, from)
    from += batch.length
  }
}

async function* captureBatch(
  ort: OrtModule,
  session: Session,
  headDim: number,
  plan: CapturePlan,
  batch: readonly CaptureSequence[],
  from: number,
): AsyncGenerator<Captured> {
  const { nHooks, dModel, vocabSize } = session.graph
  const lengths = batch.map(({ ids }) => ids.length)
  const longest = Math.max(...lengths)
  const lasts = [...new Set(lengths)].map((length) => length - 1)
  const output = await runPass(ort, session, headDim, {
    ids: batch.map(({ ids }) => [...ids, ...new Array<number>(longest - ids.length).fill(0)]),
    lengths,
    past: null,
    steering: rowSteering(
      ort,
      session,
      batch.map(() => plan.edits),
    ),
    read: Array.from({ length: longest }, (_, position) => position),
    logits: plan.logits ? lasts : [],
    keepCache: false,
  })
  const width = nHooks * dModel
  for (const [row, { ids }] of batch.entries()) {
    const answer = emptyCapture(session, plan, from + row)
    for (let position = 0; position < ids.length; position++) {
      const at = (row * longest + position) * width
      keep(answer, plan, position, output.residual.subarray(at, at + width))
    }
    const at = (row * lasts.length + lasts.indexOf(ids.length - 1)) * vocabSize
    yield { ...answer, logits: plan.logits ? output.logits.slice(at, at + vocabSize) : null }
  }
  await yieldToEvents()
}

function nextBatch(sequences: readonly CaptureSequence[], from: number): CaptureSequence[] {
  const batch: CaptureSequence[] = []
  let longest = 0
  for (let i = from; i < sequences.length && batch.length < batchRows; i++) {
    const next = sequences[i] as CaptureSequence
    longest = Math.max(longest, next.ids.length)
    if (batch.length > 0 && longest * (batch.length + 1) > batchTokens) break
    batch.push(next)
  }
  return batch
}

/** How many first ids all sequences share, leaving each at least one of its own. */
function commonStart(sequences: readonly CaptureSequence[]): number {
  const [first] = sequences
  if (!first) return 0
  let shared = Math.min(...sequences.map(({ ids }) => ids.length)) - 1
  for (const { ids } of sequences)
    for (let i = 0; i < shared; i++) if (ids[i] !== first.ids[i]) shared = i
  return shared
}

function emptyCapture(session: Session, plan: CapturePlan, index: number): Captured {
  const { ids, positions } = plan.sequences[index] as CaptureSequence
  const wanted =
    positions === 'all'
      ? ids.map((_, i) => i)
      : positions === 'last'
        ? [ids.length - 1]
        : [...positions]
  const size = plan.hooks.length * wanted.length * session.graph.dModel
  return { index, positions: wanted, residual: new Float32Array(size), logits: null } // (at, position, dModel)
}

/** Copies what is wanted of one position's residuals, (hook, dModel), into the answer. */
function keep(answer: Captured, plan: CapturePlan, position: number, residual: Float32Array): void {
  const { positions } = answer
  const dModel = answer.residual.length / (plan.hooks.length * positions.length)
  for (
    let slot = positions.indexOf(position);
    slot >= 0;
    slot = positions.indexOf(position, slot + 1)
  )
    plan.hooks.forEach((hook, at) => {
      const values = residual.subarray(hook * dModel, (hook + 1) * dModel)
      answer.residual.set(values, (at * positions.length + slot) * dModel)
    })
}
