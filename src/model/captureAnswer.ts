import type { AffineEdits } from '../steering/affineEdit.ts'
import type { Captured, CaptureSequence } from '../steering/steerableModel.ts'
import type { Decoder } from './decoder.ts'
import type { Scoring } from './scoring.ts'

/** What a capture asks, and what it is computed with. */
export interface CaptureWork extends Pick<Decoder, 'ort' | 'session' | 'headDim'> {
  plan: CapturePlan
  scoring: Scoring
}

export interface CapturePlan {
  sequences: readonly CaptureSequence[]
  hooks: readonly number[] // places in the stream, 0 … nLayers
  edits: AffineEdits | null
  logits: boolean
}

/** The positions that a sequence asks for, in its order. */
export function positionsOf({ ids, positions }: CaptureSequence): number[] {
  if (positions === 'all') return ids.map((_, position) => position)
  return positions === 'last' ? [ids.length - 1] : [...positions]
}

/** The answer for a sequence before anything is computed. */
export function emptyAnswer({ session, plan }: CaptureWork, index: number): Captured {
  const positions = positionsOf(plan.sequences[index] as CaptureSequence)
  const size = plan.hooks.length * positions.length * session.graph.dModel
  return { index, positions, residual: new Float32Array(size), logits: null } // (at, position, dModel)
}

/** A copy, (at, dModel), of what a plan reads of one position's residuals, (hook, dModel). */
export function readHooks({ session, plan }: CaptureWork, residual: Float32Array): Float32Array {
  const { dModel } = session.graph
  const values = new Float32Array(plan.hooks.length * dModel) // (at, dModel)
  for (const [at, hook] of plan.hooks.entries())
    values.set(residual.subarray(hook * dModel, (hook + 1) * dModel), at * dModel)
  return values
}

/** Writes what was read at a position, (at, dModel), wherever the answer wants it. */
export function keep(
  { session, plan }: CaptureWork,
  { positions, residual }: Captured,
  position: number,
  values: Float32Array,
): void {
  const { dModel } = session.graph
  for (const [slot, wanted] of positions.entries()) {
    if (wanted !== position) continue
    for (const at of plan.hooks.keys())
      residual.set(
        values.subarray(at * dModel, (at + 1) * dModel),
        (at * positions.length + slot) * dModel,
      )
  }
}
