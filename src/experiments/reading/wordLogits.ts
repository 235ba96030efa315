import { LabError } from '../../labError.ts'
import { residPost } from '../../steering/hookPoint.ts'
import type { Intervention } from '../../steering/intervention.ts'
import type { CaptureSequence, SteerableModel } from '../../steering/steerableModel.ts'

/**
 * The logits of words as the next token of raw texts, (text, word), in nats, under a push at a block. One request, so
 * that common starts are computed once. Throws LabError for a word that is not a single token of this model.
 */
export async function wordLogits(
  model: Pick<SteerableModel, 'tokenize' | 'capture'>,
  texts: readonly string[],
  words: readonly string[],
  layer: number,
  interventions: readonly Intervention[],
): Promise<number[][]> {
  const ids: number[] = []
  for (const word of words) ids.push(await onlyToken(model, word))
  const sequences: CaptureSequence[] = []
  for (const text of texts)
    sequences.push({
      ids: (await model.tokenize({ kind: 'raw', text })).ids,
      positions: 'last',
    })
  const read: number[][] = []
  const request = { sequences, at: [residPost(layer)], interventions, logits: true }
  for await (const { logits } of model.capture(request)) {
    if (!logits) throw new TypeError('a capture with logits came without them')
    read.push(ids.map((id) => logits[id]!))
  }
  return read
}

async function onlyToken(model: Pick<SteerableModel, 'tokenize'>, text: string): Promise<number> {
  const { ids } = await model.tokenize({ kind: 'bare', text })
  const [id] = ids
  if (id === undefined || ids.length > 1)
    throw new LabError(
      'bad-input',
      `"${text}" is ${ids.length} tokens for this model, and the readout compares single tokens. Use another word.`,
    )
  return id
}
