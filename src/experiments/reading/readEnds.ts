import type { HookPoint } from '../../steering/hookPoint.ts'
import type { Ground } from '../experiment.ts'
import type { MeasuredModel } from '../measured.ts'
import { notFinite } from './place.ts'
import type { ReadableText } from './readableText.ts'

/**
 * The residuals of the last token of each text, (text, at, dModel). A text that others begin with is read inside one
 * of them: a token's residual does not depend on what comes later. One request. Throws LabError for numbers that are
 * not finite.
 */
export async function readEnds(
  model: Pick<MeasuredModel, 'capture'>,
  { set: { dModel } }: Pick<Ground, 'set'>,
  texts: readonly ReadableText[],
  at: readonly HookPoint[],
): Promise<Float32Array> {
  const holders = texts.map((text) => texts.indexOf(longestFrom(texts, text)))
  const read = [...new Set(holders)]
  const inside = read.map((holder) => texts.map((_, i) => i).filter((i) => holders[i] === holder))
  const sequences = read.map((holder, i) => ({
    ids: texts[holder]!.ids,
    positions: inside[i]!.map((text) => texts[text]!.ids.length - 1),
  }))
  const out = new Float32Array(texts.length * at.length * dModel)
  for await (const { index, positions, residual } of model.capture({ sequences, at }))
    for (const [slot, text] of inside[index]!.entries())
      for (const hook of at.keys()) {
        const from = (hook * positions.length + slot) * dModel
        const row = residual.subarray(from, from + dModel)
        if (!row.every(Number.isFinite)) throw notFinite(texts[text]!.name)
        out.set(row, (text * at.length + hook) * dModel)
      }
  return out
}

/** The longest of the texts that begin with this one; itself where no other does. */
function longestFrom(texts: readonly ReadableText[], { ids }: ReadableText): ReadableText {
  const longer = texts.filter((other) => ids.every((id, i) => other.ids[i] === id))
  return longer.reduce((longest, other) =>
    other.ids.length > longest.ids.length ? other : longest,
  )
}
