import type { Captured } from '../steering/steerableModel.ts'
import { yieldToEvents } from '../steering/yieldToEvents.ts'
import {
  type CapturePlan,
  type CaptureWork,
  emptyAnswer,
  keep,
  readHooks,
} from './captureAnswer.ts'
import { runPass } from './pass.ts'
import { rowSteering } from './rowSteering.ts'

/** Batches of short texts hold at most so many rows and, padding included, so many tokens. */
const batchRows = 16
const batchTokens = 192

/** Cuts sequences, in their order, into batches. */
export function batchesOf({ sequences }: CapturePlan, indices: readonly number[]): number[][] {
  const batches: number[][] = []
  let batch: number[] = []
  let longest = 0
  for (const index of indices) {
    const length = sequences[index]?.ids.length ?? 0
    longest = Math.max(longest, length)
    const full = batch.length === batchRows || longest * (batch.length + 1) > batchTokens
    if (batch.length === 0 || full) {
      batch = []
      batches.push(batch)
      longest = length
    }
    batch.push(index)
  }
  return batches
}

/** Reads whole sequences in one pass, padded on the right to one length. */
export async function* captureBatch(
  work: CaptureWork,
  batch: readonly number[],
): AsyncGenerator<Captured> {
  const { ort, session, headDim, plan, scoring } = work
  const { nHooks, dModel, vocabSize } = session.graph
  const texts = batch.map((index) => plan.sequences[index]?.ids ?? [])
  const lengths = texts.map(({ length }) => length)
  const longest = Math.max(...lengths)
  const lasts = plan.logits ? lengths.map((length) => length - 1) : []
  const positions = Array.from({ length: longest }, (_, position) => position)
  const scored = positions.filter((position) => scoring.wants(batch, position))
  const logitsAt = [...new Set([...lasts, ...scored])]
  const output = await runPass(ort, session, headDim, {
    ids: texts.map((ids) => [...ids, ...new Array<number>(longest - ids.length).fill(0)]),
    lengths,
    past: null,
    steering: rowSteering(
      ort,
      session,
      batch.map(() => plan.edits),
    ),
    read: positions,
    logits: logitsAt,
    keepCache: false,
  })
  await yieldToEvents()
  const width = nHooks * dModel
  for (const [row, index] of batch.entries()) {
    const answer = emptyAnswer(work, index)
    for (const position of new Set(answer.positions)) {
      const at = (row * longest + position) * width
      keep(work, answer, position, readHooks(work, output.residual.subarray(at, at + width)))
    }
    const logits = (position: number): Float32Array => {
      const at = (row * logitsAt.length + logitsAt.indexOf(position)) * vocabSize
      return output.logits.subarray(at, at + vocabSize)
    }
    for (const position of scored)
      if (scoring.wants([index], position)) scoring.take([index], position, logits(position))
    const last = plan.logits ? logits((lengths[row] ?? 0) - 1).slice() : null
    yield { ...answer, ...scoring.of(index), logits: last }
  }
}
