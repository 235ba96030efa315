import { LabError } from '../../labError.ts'
import type { Intervention } from '../../steering/intervention.ts'
import type { Beginning } from '../choices/optionLikelihood.ts'
import type { MeasuredModel } from '../measured.ts'
import { notFinite } from './place.ts'

/** Two sets of words that may come next, each as it would follow, a leading space included. */
export interface NextWords {
  positive: readonly string[]
  negative: readonly string[]
}

/**
 * How much likelier the positive words are than the negative ones as the next word of every beginning, in nats:
 * log of the sum of probabilities minus the same, under a push. A word of several tokens counts by its first. One
 * request, so that common starts are computed once. Throws LabError for a text that is too long, for words of both
 * sets that begin alike, and when the model gives numbers that are not finite.
 */
export async function nextWordContrasts(
  model: Pick<MeasuredModel, 'about' | 'tokenize' | 'capture'>,
  beginnings: readonly Omit<Beginning, 'options'>[],
  words: NextWords,
  interventions: readonly Intervention[],
): Promise<number[]> {
  const [positive, negative] = await firstTokens(model, words)
  const begun = await Promise.all(beginnings.map((beginning) => idsOf(model, beginning)))
  const sequences = begun.map(({ ids }) => ({ ids, positions: [] }))
  const contrasts: number[] = []
  for await (const { index, logits } of model.capture({
    ...{ sequences, at: [], interventions },
    logits: true,
  })) {
    if (!logits) throw new TypeError('a capture with logits came without them')
    const contrast = logSum(logits, positive) - logSum(logits, negative)
    if (!Number.isFinite(contrast)) throw notFinite(begun[index]!.name)
    contrasts.push(contrast)
  }
  return contrasts
}

async function firstTokens(
  model: Pick<MeasuredModel, 'tokenize'>,
  words: NextWords,
): Promise<[Set<number>, Set<number>]> {
  const firstOf = async (word: string) =>
    (await model.tokenize({ kind: 'bare', text: word })).ids[0]
  const positive = await Promise.all(words.positive.map(firstOf))
  const negative = await Promise.all(words.negative.map(firstOf))
  for (const [i, id] of positive.entries()) {
    const same = negative.indexOf(id)
    if (same >= 0)
      throw new LabError(
        'bad-input',
        `“${words.positive[i]!.trim()}” and “${words.negative[same]!.trim()}” begin with the same token for this model, so they cannot be told apart. Use another word.`,
      )
  }
  const known = (ids: readonly (number | undefined)[]) => new Set(ids.flatMap((id) => id ?? []))
  return [known(positive), known(negative)]
}

async function idsOf(
  model: Pick<MeasuredModel, 'about' | 'tokenize'>,
  { source, reply }: Omit<Beginning, 'options'>,
): Promise<{ ids: number[]; name: string }> {
  const content = source.kind === 'chat' ? (source.messages.at(-1)?.content ?? '') : source.text
  const name = content.length > 60 ? `${content.slice(0, 60)}…` : content
  const ids =
    source.kind === 'chat'
      ? [
          ...(await model.tokenize(source)).ids,
          ...(reply === '' ? [] : (await model.tokenize({ kind: 'bare', text: reply })).ids),
        ]
      : (await model.tokenize({ ...source, text: source.text + reply })).ids
  if (ids.length > model.about.contextLength)
    throw new LabError(
      'too-long',
      `“${name}” has ${ids.length.toLocaleString('en-US')} tokens; this model reads ${model.about.contextLength.toLocaleString('en-US')}. Shorten it.`,
    )
  return { ids, name }
}

/** log Σ exp of some logits: −∞ for none. */
function logSum(logits: Float32Array, ids: ReadonlySet<number>): number {
  const values = [...ids].map((id) => logits[id]!)
  const most = Math.max(...values)
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0))
}
