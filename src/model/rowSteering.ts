import type { Tensor } from 'onnxruntime-web'
import { hookNames } from '../onnx/hooks.ts'
import type { AffineEdits } from '../steering/affineEdit.ts'
import type { OrtModule } from './runtime.ts'
import type { Feeds, Session } from './session.ts'

/** The steering of each row of a batch, as the graph takes it; null is an unsteered row. */
export interface RowSteering {
  readonly rows: readonly (AffineEdits | null)[]
  readonly feeds: Feeds
}

/** Lays the rows' edits out as the graph's inputs, (row, 1, hook · dModel) each. */
export function rowSteering(
  ort: OrtModule,
  session: Session,
  rows: readonly (AffineEdits | null)[],
): RowSteering {
  const { nHooks, dModel, inputs } = session.graph
  const width = nHooks * dModel
  const laidOut = (part: 'steer' | 'measure' | 'respond'): Tensor => {
    const values = new Float32Array(rows.length * width) // (row, hook, dModel)
    rows.forEach((edits, row) => {
      const given = edits?.[part]
      if (given) values.set(given.subarray(0, width), row * width)
    })
    return new ort.Tensor('float32', values, [rows.length, 1, width])
  }
  const feeds: Feeds = {}
  if (inputs.includes(hookNames.steer)) feeds[hookNames.steer] = laidOut('steer')
  if (inputs.includes(hookNames.measure)) feeds[hookNames.measure] = laidOut('measure')
  if (inputs.includes(hookNames.respond)) feeds[hookNames.respond] = laidOut('respond')
  return { rows, feeds }
}

/** Which positions of which row are steered: 1 from the row's first position on, counted from the start of the sequence. */
export function steeringMask(
  ort: OrtModule,
  steering: RowSteering,
  start: number,
  length: number,
): Tensor {
  const mask = new Float32Array(steering.rows.length * length) // (row, position)
  steering.rows.forEach((edits, row) => {
    if (!edits) return
    const from = Math.max(0, edits.firstPosition - start)
    if (from < length) mask.fill(1, row * length + from, (row + 1) * length)
  })
  return new ort.Tensor('float32', mask, [steering.rows.length, length, 1])
}
