import { LabError } from '../labError.ts'
import { addScaled, dot, norm } from '../math/vector.ts'
import { streamIndex } from './hookPoint.ts'
import type { Intervention } from './intervention.ts'

/**
 * All interventions of a lane as one edit a hook point: h + steer + (h · measure) respond, at every position
 * from `firstPosition` on. Row 0 is blocks.0.hook_resid_pre, row l + 1 is blocks.l.hook_resid_post.
 */
export interface AffineEdits {
  steer: Float32Array // (nLayers + 1, dModel)
  measure: Float32Array | null // (nLayers + 1, dModel), unit rows or zero; null without ablate and clamp
  respond: Float32Array | null // (nLayers + 1, dModel)
  firstPosition: number
}

/**
 * Folds the ordered list. Throws LabError for a hook point the model lacks, a vector of another length, not finite
 * or (ablate, clamp) not unit, for different first positions, and for two directions to measure at one hook point.
 */
export function compileInterventions(
  interventions: readonly Intervention[],
  nLayers: number,
  dModel: number,
): AffineEdits {
  const rows = new Map<number, AffineRow>()
  for (const intervention of interventions) {
    const index = streamIndex(intervention.at, nLayers)
    checkIntervention(intervention, dModel)
    const row = rows.get(index) ?? emptyRow(dModel)
    rows.set(index, row)
    fold(row, intervention)
  }
  const size = (nLayers + 1) * dModel
  const measures = [...rows.values()].some((row) => row.measure !== null)
  const edits: AffineEdits = {
    steer: new Float32Array(size),
    measure: measures ? new Float32Array(size) : null,
    respond: measures ? new Float32Array(size) : null,
    firstPosition: commonFirstPosition(interventions),
  }
  for (const [index, row] of rows) {
    edits.steer.set(row.steer, index * dModel)
    if (row.measure === null) continue
    edits.measure?.set(row.measure, index * dModel)
    edits.respond?.set(row.respond, index * dModel)
  }
  return edits
}

/** The reference semantics for one residual at one hook point; the compiled edit and the graph must agree with it. */
export function applyInterventions(
  h: Float32Array,
  interventions: readonly Intervention[],
): Float32Array {
  let residual = h
  for (const intervention of interventions) {
    checkIntervention(intervention, h.length)
    const { vector } = intervention
    switch (intervention.kind) {
      case 'add':
        residual = addScaled(residual, vector, intervention.scale)
        break
      case 'ablate':
        residual = moveAlong(residual, vector, 0)
        break
      case 'clamp':
        residual = moveAlong(residual, vector, intervention.projection)
        break
    }
  }
  return residual
}

/** The residual with this projection on the vector, whose length may be off 1 by rounding. */
function moveAlong(h: Float32Array, vector: Float32Array, projection: number): Float32Array {
  const length = norm(vector)
  return addScaled(h, vector, (projection - dot(h, vector) / length) / length)
}

interface AffineRow {
  steer: Float64Array // (dModel)
  measure: Float64Array | null // (dModel), unit
  respond: Float64Array // (dModel)
}

const emptyRow = (dModel: number): AffineRow => ({
  steer: new Float64Array(dModel),
  measure: null,
  respond: new Float64Array(dModel),
})

/** Puts one intervention behind those already in the row; see docs/math.md, compileInterventions. */
function fold(row: AffineRow, intervention: Intervention): void {
  const { vector } = intervention
  if (intervention.kind === 'add') {
    for (const [i, value] of vector.entries()) row.steer[i]! += intervention.scale * value
    return
  }
  const length = norm(vector)
  const u = Float64Array.from(vector, (value) => value / length)
  const projection = intervention.kind === 'clamp' ? intervention.projection : 0
  const missing = projection - dot(row.steer, u)
  row.steer.forEach((value, i) => {
    row.steer[i] = value + missing * u[i]!
  })
  row.measure ??= u
  const sign = Math.sign(dot(row.measure, u))
  if (Math.abs(dot(row.measure, u)) < 1 - 1e-9)
    throw new LabError(
      'bad-input',
      `Ablate and clamp along two different directions at ${intervention.at} cannot be combined. Use one direction there, or two hook points.`,
    )
  const along = dot(row.respond, u) + sign // what is left along u of a residual that has 1 along measure
  row.respond.forEach((value, i) => {
    row.respond[i] = value - along * u[i]!
  })
}

function checkIntervention(intervention: Intervention, dModel: number): void {
  const { at, kind, vector, firstPosition } = intervention
  const refuse = (problem: string) => new LabError('bad-input', `The ${kind} at ${at} ${problem}.`)
  if (vector.length !== dModel)
    throw new LabError(
      'model-mismatch',
      `The ${kind} at ${at} has a vector of ${vector.length} numbers, but this model's residuals have ${dModel}. Use a vector made for this model.`,
    )
  if (!vector.every(Number.isFinite)) throw refuse('has a vector with a value that is not finite')
  const amount =
    kind === 'add' ? intervention.scale : kind === 'clamp' ? intervention.projection : 0
  if (!Number.isFinite(amount))
    throw refuse(`needs a finite ${kind === 'add' ? 'scale' : 'projection'}, not ${amount}`)
  if (!Number.isSafeInteger(firstPosition) || firstPosition < 0)
    throw refuse(`needs a firstPosition that is a whole number from 0 on, not ${firstPosition}`)
  if (kind === 'add') return
  const length = norm(vector)
  if (Math.abs(length - 1) > 1e-3)
    throw refuse(
      `needs a vector of length 1, not ${Number(length.toPrecision(4))}. Divide it by its length`,
    )
}

function commonFirstPosition(interventions: readonly Intervention[]): number {
  const first = interventions[0]?.firstPosition ?? 1
  for (const { at, kind, firstPosition } of interventions)
    if (firstPosition !== first)
      throw new LabError(
        'bad-input',
        `The ${kind} at ${at} begins at position ${firstPosition}, another one at ${first}. Give all interventions the same firstPosition.`,
      )
  return first
}
