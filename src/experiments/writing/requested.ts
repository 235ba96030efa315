import type { ChatMessage, TextSource, Tokenized } from '../../steering/steerableModel.ts'
import type { Control } from '../experiment.ts'
import type { MeasuredModel } from '../measured.ts'
import { asChat, asRaw } from '../reading/readableText.ts'

/** Where a request stands: in the system's message, in the user's before its own text, or before a raw text. */
export type RequestForm = 'system' | 'user' | 'raw'

export type Requested = Tokenized & { form: RequestForm }

/**
 * A chat whose user's message stands behind a request: as the system's message, or before the user's own where the
 * template refuses a system. Throws whatever else `tokenize` throws.
 */
export async function requestedChat(
  model: Pick<MeasuredModel, 'tokenize'>,
  request: string,
  content: string,
): Promise<Requested> {
  const system: ChatMessage = { role: 'system', content: request }
  const user: ChatMessage = { role: 'user', content }
  try {
    const chat = await model.tokenize({ kind: 'chat', messages: [system, user] })
    return { ...chat, form: 'system' }
  } catch (thrown) {
    if (!refusesSystem(thrown)) throw thrown
    const chat = await model.tokenize(asChat(`${request} ${content}`))
    return { ...chat, form: 'user' }
  }
}

/** A prompt behind a request: a chat as above, a raw text with the request before it. */
export const requested = async (
  model: Pick<MeasuredModel, 'tokenize'>,
  request: string,
  text: string,
  kind: TextSource['kind'],
): Promise<Requested> =>
  kind === 'chat'
    ? requestedChat(model, request, text)
    : { ...(await model.tokenize(asRaw(`${request} ${text}`))), form: 'raw' }

/** How many chats had the request as the system's message; none where that was not kept, or without chats. */
export function formControls(forms: readonly (string | number)[]): Control[] {
  const [system, user] = ['system', 'user'].map((each) => forms.filter((form) => form === each))
  const chats = system!.length + user!.length
  const name = 'chats with the request as the system’s message, not in the user’s'
  return chats === 0 ? [] : [{ name, value: system!.length, unit: `of ${chats}` }]
}

/**
 * Whether a template's own `raise_exception` was thrown. It comes as a plain Error with the template's sentence, such
 * as “System role not supported” or “Conversation roles must alternate”; the lab's own refusals are LabErrors.
 */
const refusesSystem = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.name === 'Error' && /\b(system|roles?)\b/i.test(thrown.message)
