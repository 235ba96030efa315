import { LabError } from '../../labError.ts'
import { norm } from '../../math/vector.ts'
import { type HookPoint, streamIndex } from '../../steering/hookPoint.ts'
import { isMassive } from '../../steering/reading.ts'
import type { CaptureSequence } from '../../steering/steerableModel.ts'
import type { Ground } from '../experiment.ts'
import type { MeasuredModel } from '../measured.ts'
import type { ReadableText } from './readableText.ts'

/** Where a text is read: the mean over its own tokens, or its last token. */
export interface Place {
  at: HookPoint
  over: 'text' | 'last'
}

/**
 * Reads texts at places: the residual of the last token, or the mean over the text's own tokens without massive ones.
 * One request, so that common starts are computed once. Throws LabError when the model gives numbers that are not
 * finite, or where every token of a text is massive.
 */
export async function readAt(
  model: Pick<MeasuredModel, 'capture'>,
  { set }: Pick<Ground, 'set'>,
  texts: readonly ReadableText[],
  places: readonly Place[],
): Promise<Float32Array> {
  const { dModel } = set
  const at = [...new Set(places.map((place) => place.at))]
  const limits = at.map((point) => set.typicalNorms[streamIndex(point, set.nLayers) - 1])
  const sequences = texts.map((text) => asSequence(text, places))
  const out = new Float32Array(texts.length * places.length * dModel) // (text, place, dModel)
  for await (const { index, positions, residual } of model.capture({ sequences, at })) {
    for (const [p, { at: point, over }] of places.entries()) {
      const hook = at.indexOf(point)
      const start = hook * positions.length
      const row = (slot: number) =>
        residual.subarray((start + slot) * dModel, (start + slot + 1) * dModel)
      const { ids, own, name } = texts[index]!
      const wanted = over === 'last' ? [ids.length - 1] : positionsOf(own)
      const rows = wanted.map((position) => row(positions.indexOf(position)))
      const typicalNorm = limits[hook] ?? Number.POSITIVE_INFINITY // the embedding has none
      const usable = over === 'last' ? rows : rows.filter((h) => !isMassive(norm(h), typicalNorm))
      out.set(meanRow(usable, dModel, name), (index * places.length + p) * dModel)
    }
  }
  return out
}

function asSequence({ ids, own }: ReadableText, places: readonly Place[]): CaptureSequence {
  const last = ids.length - 1
  const inside = places.some(({ over }) => over === 'text') ? positionsOf(own) : []
  return { ids, positions: inside.includes(last) ? inside : [...inside, last] }
}

const positionsOf = ({ start, end }: ReadableText['own']): number[] =>
  Array.from({ length: end - start }, (_, i) => start + i)

function meanRow(rows: readonly Float32Array[], dModel: number, name: string): Float32Array {
  if (rows.length === 0)
    throw new LabError(
      'bad-input',
      `Every token of “${name}” is massive here, so it cannot be read. Use another text.`,
    )
  const mean = new Float64Array(dModel)
  for (const row of rows) for (let i = 0; i < dModel; i++) mean[i]! += row[i]! / rows.length
  if (!mean.every(Number.isFinite)) throw notFinite(name)
  return Float32Array.from(mean)
}

/** What is said of a model that gives NaN or infinity. */
export const notFinite = (name: string): LabError =>
  new LabError(
    'unsupported-model',
    `The model gave a number that is not finite while it read “${name}”. What was measured before is kept. Load the model again, with other weights or on another device.`,
  )
