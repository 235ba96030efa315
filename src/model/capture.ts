import type { Captured, CaptureSequence } from '../steering/steerableModel.ts'
import {
  type CapturePlan,
  type CaptureWork,
  emptyAnswer,
  keep,
  positionsOf,
  readHooks,
} from './captureAnswer.ts'
import { batchesOf, captureBatch } from './captureBatch.ts'
import { disposeCache, gatherRows, type KeyValueCache } from './keyValueCache.ts'
import { finished, prefill } from './prefill.ts'
import { ownWays, prefixTree, type Segment } from './prefixTree.ts'
import type { OrtModule } from './runtime.ts'
import { Scoring } from './scoring.ts'
import type { Session } from './session.ts'

/** What is known of the tokens before a segment's branches. */
interface Start {
  length: number
  cache: KeyValueCache | null // null when there are none
  residuals: ReadonlyMap<number, Float32Array> // (at, dModel) of each position that is wanted below
}

/**
 * Reads the sequences and answers in their order. What several begin with is computed once and kept as long as some
 * of them are to come; those that share nothing are read in batches.
 */
export async function* captureSequences(
  ort: OrtModule,
  session: Session,
  headDim: number,
  plan: CapturePlan,
): AsyncGenerator<Captured> {
  const early = new Map<number, Captured>()
  let next = 0
  const tree = prefixTree(plan.sequences.map(({ ids }) => ids))
  const nothing = { length: 0, cache: null, residuals: new Map() }
  const scoring = new Scoring(plan.sequences)
  const work = { ort, session, headDim, plan, scoring }
  for await (const answer of captureBehind(work, tree, nothing)) {
    early.set(answer.index, answer)
    for (let due = early.get(next); due; due = early.get(next)) {
      early.delete(next++)
      yield due
    }
  }
}

/** Reads all sequences of a segment behind it, depth first. */
async function* captureBehind(
  work: CaptureWork,
  segment: Segment,
  start: Start,
): AsyncGenerator<Captured> {
  for (const turn of turnsBehind(work.plan, segment)) {
    if ('branches' in turn) {
      const longer = await prefillSegment(work, turn, start)
      try {
        yield* captureBehind(work, turn, longer)
      } finally {
        if (longer.cache) disposeCache(longer.cache)
      }
    } else if (turn.sequences.length > 1) yield* captureBatch(work, turn.sequences)
    else yield await captureAlone(work, turn.sequences[0] as number, start)
  }
}

/**
 * What is to be read behind a segment, by the first sequence of each: longer starts, and sequences that go on by
 * themselves, in batches where nothing is before them.
 */
function turnsBehind(
  plan: CapturePlan,
  segment: Segment,
): (Segment | Pick<Segment, 'sequences'>)[] {
  const own = ownWays(segment)
  const batches = segment.end === 0 ? batchesOf(plan, own) : own.map((index) => [index])
  const turns = [...segment.branches, ...batches.map((sequences) => ({ sequences }))]
  return turns.sort((a, b) => (a.sequences[0] ?? 0) - (b.sequences[0] ?? 0))
}

/** Computes what the sequences of a segment share. The cache before it stays usable. */
async function prefillSegment(
  work: CaptureWork,
  { start, end, sequences }: Segment,
  before: Start,
): Promise<Start> {
  const { ort, session, headDim, plan, scoring } = work
  const shared = sequences.map((index) => plan.sequences[index] as CaptureSequence)
  const wanted = new Set(shared.flatMap(positionsOf))
  const residuals = new Map(before.residuals)
  const { cache } = await finished(
    prefill(ort, session, headDim, {
      ids: shared[0]?.ids.slice(start, end) ?? [],
      past: await copyOf(ort, before),
      edits: plan.edits,
      keepCache: true,
      logits: false,
      scored: {
        wants: (position) => scoring.wants(sequences, start + position),
        take: (position, logits) => scoring.take(sequences, start + position, logits),
      },
      onResidual: (position, residual) => {
        if (wanted.has(start + position)) residuals.set(start + position, readHooks(work, residual))
      },
    }),
  )
  return { length: end, cache, residuals }
}

/** Reads one sequence behind what it shares with others. */
async function captureAlone(work: CaptureWork, index: number, start: Start): Promise<Captured> {
  const { ort, session, headDim, plan, scoring } = work
  const answer = emptyAnswer(work, index)
  for (const [position, values] of start.residuals) keep(work, answer, position, values)
  const { logits } = await finished(
    prefill(ort, session, headDim, {
      ids: plan.sequences[index]?.ids.slice(start.length) ?? [],
      past: await copyOf(ort, start),
      edits: plan.edits,
      keepCache: false,
      logits: plan.logits,
      scored: {
        wants: (position) => scoring.wants([index], start.length + position),
        take: (position, row) => scoring.take([index], start.length + position, row),
      },
      onResidual: (position, residual) =>
        keep(work, answer, start.length + position, readHooks(work, residual)),
    }),
  )
  return { ...answer, ...scoring.of(index), logits: plan.logits ? logits : null }
}

/** A pass uses up the past that it is given, so every branch gets its own. */
async function copyOf(ort: OrtModule, { cache }: Start): Promise<KeyValueCache | null> {
  return cache && (await gatherRows(ort, [{ cache, row: 0 }]))
}
