import { LabError } from '../../labError.ts'
import { mean } from '../../math/statistics.ts'
import type { Intervention } from '../../steering/intervention.ts'
import type { CaptureSequence, TextSource } from '../../steering/steerableModel.ts'
import type { MeasuredModel } from '../measured.ts'
import { notFinite } from '../reading/place.ts'

/** A text that has begun, and what may follow. */
export interface Beginning {
  source: TextSource // a chat up to where its reply begins, or a raw text
  reply: string // how the reply, or what follows the raw text, begins; may be empty
  options: readonly string[] // each exactly as it would follow, a leading space included
}

/**
 * The mean natural-log likelihood of every option in nats a token, (beginning, option), under a push; higher is more
 * expected. One request, so that common starts are computed once. The tokens counted are those behind the beginning; where a
 * tokenizer joins its end with an option, from that token on for all options of it. Throws LabError for a text that is
 * too long, for an option without tokens, and when the model gives numbers that are not finite.
 */
export async function optionLikelihoods(
  model: Pick<MeasuredModel, 'about' | 'tokenize' | 'capture'>,
  beginnings: readonly Beginning[],
  interventions: readonly Intervention[],
): Promise<number[][]> {
  const items = await Promise.all(beginnings.map((beginning) => sequencesOf(model, beginning)))
  const scored: number[] = []
  const sequences = items.flat()
  for await (const { index, logprobs } of model.capture({ sequences, at: [], interventions })) {
    if (!logprobs) throw new TypeError('a capture with scores came without them')
    const likelihood = mean(logprobs)
    if (!Number.isFinite(likelihood)) throw notFinite(nameOf(beginnings, index))
    scored.push(likelihood)
  }
  let from = 0
  return beginnings.map(({ options }) => {
    from += options.length
    return scored.slice(from - options.length, from)
  })
}

/** The tokens of a beginning with each of its options, scored from where the first of them differs from it. */
async function sequencesOf(
  model: Pick<MeasuredModel, 'about' | 'tokenize'>,
  { source, reply, options }: Beginning,
): Promise<CaptureSequence[]> {
  const idsWith = await continued(model, source)
  const start = await idsWith(reply)
  const texts = await Promise.all(options.map((option) => idsWith(reply + option)))
  const scoredFrom = Math.max(1, Math.min(...texts.map((ids) => agreement(start, ids))))
  return texts.map((ids, i): CaptureSequence => {
    const name = options[i]!.trim()
    if (ids.length <= scoredFrom)
      throw new LabError('bad-input', `“${name}” has no token of its own. Use a longer text.`)
    if (ids.length > model.about.contextLength)
      throw new LabError(
        'too-long',
        `The text before “${name}” and this have ${ids.length.toLocaleString('en-US')} tokens; this model reads ${model.about.contextLength.toLocaleString('en-US')}. Shorten it.`,
      )
    return { ids, positions: [], scoredFrom }
  })
}

/** The ids of a source with more text behind it. */
async function continued(
  model: Pick<MeasuredModel, 'tokenize'>,
  source: TextSource,
): Promise<(more: string) => Promise<number[]>> {
  if (source.kind !== 'chat')
    return async (more) => (await model.tokenize({ ...source, text: source.text + more })).ids
  const { ids } = await model.tokenize(source)
  return async (more) =>
    more === '' ? ids : [...ids, ...(await model.tokenize({ kind: 'bare', text: more })).ids]
}

function agreement(a: readonly number[], b: readonly number[]): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

function nameOf(beginnings: readonly Beginning[], index: number): string {
  return beginnings.flatMap(({ options }) => options)[index]?.trim() ?? ''
}
