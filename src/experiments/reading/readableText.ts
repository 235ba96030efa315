import { LabError } from '../../labError.ts'
import type { ChatMessage, TextSource, Tokenized } from '../../steering/steerableModel.ts'
import type { MeasuredModel } from '../measured.ts'

/** A tokenized text with the span of its own tokens: the whole raw text, the last user message of a chat, or a part. */
export interface ReadableText {
  name: string // how the text begins, for refusals
  ids: number[]
  pieces: string[]
  own: { start: number; end: number } // positions, end excluded; position 0 is never in it
}

/**
 * Tokenizes a text as the model reads it; with `part`, its own tokens are those of the last such part of it. Throws
 * LabError for one that is too long, or has no token of its own.
 */
export async function readable(
  model: Pick<MeasuredModel, 'about' | 'tokenize'>,
  source: TextSource,
  part?: string,
): Promise<ReadableText> {
  const tokenized = await model.tokenize(source)
  const content = source.kind === 'chat' ? lastUser(source.messages) : source.text
  const name = content.length > 60 ? `${content.slice(0, 60)}…` : content
  const { contextLength } = model.about
  if (tokenized.ids.length > contextLength)
    throw new LabError(
      'too-long',
      `“${name}” has ${tokenized.ids.length.toLocaleString('en-US')} tokens; this model reads ${contextLength.toLocaleString('en-US')}. Shorten it.`,
    )
  const own =
    source.kind === 'chat' || part !== undefined
      ? spanOf(tokenized, content.trim(), part?.trim(), await tailOf(model, source, tokenized))
      : { start: Math.min(1, tokenized.ids.length), end: tokenized.ids.length }
  if (own.end <= own.start)
    throw new LabError(
      'bad-input',
      `“${name}” has no token that can be read: the first position of a sequence never is. Use a longer text.`,
    )
  return { name, ids: tokenized.ids, pieces: tokenized.pieces, own }
}

/** A user's message through the chat template, up to where the reply begins. */
export const asChat = (...contents: readonly string[]): TextSource => ({
  kind: 'chat',
  messages: contents.map(
    (content, i): ChatMessage => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }),
  ),
})

/** A text without a template. */
export const asRaw = (text: string): TextSource => ({ kind: 'raw', text })

/**
 * Refuses texts that do not all end in the same token: readings before the reply can be compared only where the same
 * token stands there. Throws LabError that names the text.
 */
export function requireSameEnd(texts: readonly ReadableText[]): void {
  const [first] = texts
  const stray = texts.find(({ ids }) => ids.at(-1) !== first?.ids.at(-1))
  if (first && stray)
    throw new LabError(
      'unsupported-model',
      `Before the reply stands ${JSON.stringify(first.pieces.at(-1))} after “${first.name}” but ${JSON.stringify(stray.pieces.at(-1))} after “${stray.name}”, so their readings cannot be compared.`,
    )
}

/**
 * Where the last occurrence of `content`, or of a part of it, lies among the tokens, by the text that each of them adds.
 * What stands before the text, such as a sink token, is not part of it.
 */
function spanOf(
  { pieces, text, ids }: Tokenized,
  content: string,
  part = content,
  tail = 0, // characters of the text after the content
): ReadableText['own'] {
  const whole = pieces.join('')
  const last = text.lastIndexOf(content, text.length - tail - content.length)
  const from = last + content.lastIndexOf(part)
  if (last < 0 || !content.includes(part) || !whole.endsWith(text))
    throw new LabError(
      'unsupported-model',
      `The tokens of “${part.slice(0, 60)}” cannot be found again in what the chat template made of it. Use another text or another model.`,
    )
  let at = text.length - whole.length
  let start = ids.length
  let end = 0
  for (const [i, piece] of pieces.entries()) {
    const next = at + piece.length
    if (next > from && at < from + part.length) {
      start = Math.min(start, i)
      end = i + 1
    }
    at = next
  }
  return { start: Math.max(1, start), end }
}

/**
 * How many characters a chat template puts behind the last user's message: a short message, such as “a”, may occur in
 * them too.
 */
async function tailOf(
  model: Pick<MeasuredModel, 'tokenize'>,
  source: TextSource,
  { text }: Tokenized,
): Promise<number> {
  if (source.kind !== 'chat') return 0
  const content = lastUser(source.messages).trim()
  if (text.indexOf(content) === text.lastIndexOf(content)) return 0
  const at = source.messages.findLastIndex(({ role }) => role === 'user')
  const messages = source.messages.map((message, i) =>
    i === at ? { ...message, content: stranger } : message,
  )
  const other = await model.tokenize({ kind: 'chat', messages })
  return other.text.length - other.text.lastIndexOf(stranger) - stranger.length
}

const stranger = 'a message that no template holds: 3f9c'

const lastUser = (messages: readonly ChatMessage[]): string =>
  messages.findLast(({ role }) => role === 'user')?.content ?? ''
