import { LabError } from '../labError.ts'
import { encodeArray } from '../steering/encodedArray.ts'
import { type HookPoint, hookPoints, streamIndex } from '../steering/hookPoint.ts'
import type { CaptureSequence } from '../steering/steerableModel.ts'
import { type Flags, text, wholeNumbers } from './flags.ts'
import { idsOf, openModel, steeringOf } from './openModel.ts'

/** `capture`: residuals at hook points and positions, and the logits of the last position if asked for. */
export async function capture(folder: string, flags: Flags): Promise<unknown> {
  const loaded = await openModel(folder, flags)
  const { about } = loaded.model
  const ids = await idsOf(loaded, flags)
  const at = (text(flags, 'at')?.split(',') ?? hookPoints(about.nLayers)) as HookPoint[]
  for (const name of at) streamIndex(name, about.nLayers)
  const positions = positionsOf(text(flags, 'positions') ?? 'all', ids.length)
  const interventions = await steeringOf(about, flags)
  const logits = flags.logits === true
  for await (const captured of loaded.model.capture({
    sequences: [{ ids, positions }],
    at,
    interventions,
    logits,
  }))
    return {
      ids,
      at,
      positions: captured.positions,
      residual: encodeArray(captured.residual, [
        at.length,
        captured.positions.length,
        about.dModel,
      ]),
      ...(captured.logits && { logits: encodeArray(captured.logits, [about.vocabSize]) }),
    }
  throw new TypeError('a capture without an answer')
}

function positionsOf(value: string, length: number): CaptureSequence['positions'] {
  if (value === 'all' || value === 'last') return value
  const positions = wholeNumbers(value, 'positions')
  const stray = positions.find((position) => position >= length)
  if (stray !== undefined)
    throw new LabError(
      'bad-input',
      `--positions names ${stray}, but there are ${length} tokens (0 to ${length - 1}).`,
    )
  return positions
}
