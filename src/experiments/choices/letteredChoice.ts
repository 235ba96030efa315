import { LabError } from '../../labError.ts'
import type { Intervention } from '../../steering/intervention.ts'
import type { MeasuredModel } from '../measured.ts'
import { notFinite } from '../reading/place.ts'
import { asked } from './fork.ts'

/** A question that is answered with the letter of one of two options. */
export interface LetteredQuestion {
  text: string
  options: readonly [string, string]
}

const reply = 'I choose ('

/** How many orders the options are listed in. */
export const orders = 2

/**
 * By how many nats the letter of the second option is likelier than that of the first, (question, order): the first
 * option is A, then B. The mean over orders is free of a liking for a letter; half of (second order minus first) is
 * that liking, positive for A. One request. Throws LabError when both letters are one token, or numbers are not finite.
 */
export async function letterDifferences(
  model: Pick<MeasuredModel, 'about' | 'tokenize' | 'capture'>,
  questions: readonly LetteredQuestion[],
  interventions: readonly Intervention[],
): Promise<number[]> {
  const { hasChatTemplate } = model.about
  const listed = questions.flatMap(({ text, options: [first, second] }) => [
    `${text}\nA: ${first}\nB: ${second}\nAnswer with A or B.`,
    `${text}\nA: ${second}\nB: ${first}\nAnswer with A or B.`,
  ])
  const letters = await lettersBehind(model)
  const starts = await Promise.all(
    listed.map(async (text) => {
      const { ids } = await model.tokenize(asked(text, hasChatTemplate))
      return [...ids, ...letters.before]
    }),
  )
  const differences: number[] = []
  const sequences = starts.map((ids) => ({ ids, positions: [] }))
  const request = { sequences, at: [], interventions, logits: true }
  for await (const { index, logits } of model.capture(request)) {
    if (!logits) throw new TypeError('a capture with logits came without them')
    const towardB = logits[letters.b]! - logits[letters.a]!
    if (!Number.isFinite(towardB)) throw notFinite(listed[index]!)
    differences.push(index % orders === 0 ? towardB : -towardB)
  }
  return differences
}

/** The tokens of the reply before the letter, and those that name the options there. */
async function lettersBehind(
  model: Pick<MeasuredModel, 'tokenize'>,
): Promise<{ before: number[]; a: number; b: number }> {
  const [withA, withB] = await Promise.all(
    ['A', 'B'].map(async (letter) => {
      const { ids } = await model.tokenize({ kind: 'bare', text: reply + letter })
      return ids
    }),
  )
  const at = withA!.findIndex((id, i) => id !== withB![i])
  const [a, b] = [withA![at], withB![at]]
  if (a === undefined || b === undefined)
    throw new LabError(
      'unsupported-model',
      'This model has no two tokens for the letters A and B, so it cannot be asked to choose by letter.',
    )
  return { before: withA!.slice(0, at), a, b }
}
