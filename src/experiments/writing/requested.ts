import type { ChatMessage, TextSource, Tokenized } from '../../steering/steerableModel.ts'
import type { MeasuredModel } from '../measured.ts'
import { asChat, asRaw } from '../reading/readableText.ts'

/**
 * A chat whose user's message stands behind a request: as the system's message, or before the user's own where the
 * template knows no system. Throws LabError as `tokenize` does.
 */
export async function requestedChat(
  model: Pick<MeasuredModel, 'tokenize'>,
  request: string,
  content: string,
): Promise<Tokenized> {
  const system: ChatMessage = { role: 'system', content: request }
  const user: ChatMessage = { role: 'user', content }
  try {
    return await model.tokenize({ kind: 'chat', messages: [system, user] })
  } catch {
    return model.tokenize(asChat(`${request} ${content}`)) // such templates say so by failing
  }
}

/** A prompt behind a request: a chat as above, a raw text with the request before it. */
export const requested = (
  model: Pick<MeasuredModel, 'tokenize'>,
  request: string,
  text: string,
  kind: TextSource['kind'],
): Promise<Tokenized> =>
  kind === 'chat'
    ? requestedChat(model, request, text)
    : model.tokenize(asRaw(`${request} ${text}`))
