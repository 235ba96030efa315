import { dot, norm } from '../math/vector.ts'
import type { AffineEdits } from '../steering/affineEdit.ts'
import { compileInterventions } from '../steering/affineEdit.ts'
import { streamIndex } from '../steering/hookPoint.ts'
import type { Lane, LaneSteering, Probe, TokenReading } from '../steering/steerableModel.ts'

/** A lane while it is written: its rows in the batch and what is known of its next token. */
export interface LaneState {
  readonly index: number
  readonly lane: Lane
  steering: LaneSteering
  edits: AffineEdits | null
  coefficient: number // in force when the logits at hand were computed
  row: number // of the lane itself
  shadowRow: number | null // of the same tokens without steering; the lane's own row when it is never steered
  seen: number[] // prompt and reply ids, for the repetition penalty
}

/** Rows for all lanes: each lane one, each lane with a shadow one more behind it. */
export function layRows(
  lanes: readonly Lane[],
  nLayers: number,
  dModel: number,
  promptIds: readonly number[],
): LaneState[] {
  let row = 0
  return lanes.map((lane, index) => {
    const edits = editsOf(lane.steering, nLayers, dModel)
    const own = row++
    const shadowRow = lane.shadow ? row++ : edits ? null : own
    return {
      index,
      lane,
      steering: lane.steering,
      edits,
      coefficient: lane.steering.coefficient,
      row: own,
      shadowRow,
      seen: [...promptIds],
    }
  })
}

/** Numbers the rows anew after lanes have ended; returns for each new row the old one. */
export function closeRanks(lanes: readonly LaneState[]): number[] {
  const kept: number[] = []
  for (const state of lanes) {
    const { row, shadowRow } = state
    state.row = kept.push(row) - 1
    if (shadowRow !== null)
      state.shadowRow = shadowRow === row ? state.row : kept.push(shadowRow) - 1
  }
  return kept
}

/** The edits of every row of the batch; a shadow's are null. */
export function rowEdits(lanes: readonly LaneState[]): (AffineEdits | null)[] {
  const edits: (AffineEdits | null)[] = []
  for (const { row, shadowRow, edits: own } of lanes) {
    edits[row] = own
    if (shadowRow !== null && shadowRow !== row) edits[shadowRow] = null
  }
  return edits
}

/** Compiled edits of a lane, null when it does nothing. Throws LabError as compileInterventions does. */
export function editsOf(
  steering: LaneSteering,
  nLayers: number,
  dModel: number,
): AffineEdits | null {
  return steering.interventions.length === 0
    ? null
    : compileInterventions(steering.interventions, nLayers, dModel)
}

/** Reads all probes at one token from its residuals, (hook, dModel), without steering and under it. */
export function readProbes(
  probes: readonly Probe[],
  nLayers: number,
  unsteered: Float32Array,
  pushed: Float32Array,
): TokenReading {
  const reading: TokenReading = { projection: [], norm: [], pushed: [] }
  for (const { at, direction } of probes) {
    const start = streamIndex(at, nLayers) * direction.length
    const own = unsteered.subarray(start, start + direction.length)
    reading.projection.push(dot(own, direction))
    reading.norm.push(norm(own))
    reading.pushed.push(dot(pushed.subarray(start, start + direction.length), direction))
  }
  return reading
}
