import contrastTexts from '../../data/contrast.json'
import shipped from '../../data/underTheSurface.json'
import type { Prompts, TwoSides } from '../../steering/contrastSet.ts'
import { type Field, fieldOf, refusal, textOf, wholeOf } from '../../steering/field.ts'
import { differentTextsOf, wordsOf } from '../ownTexts.ts'

export interface SurfaceTexts {
  prompts: Prompts // neutral ones
  tokens: number // written a text
  telling: string[] // words that give a mood away
  mild: string[] // more of them, weaker
  messages: TwoSides // of users
  calmReplies: string[] // put in the assistant's mouth, the same after every message
  calmRequest: string // to answer calmly
}

/** Reads such texts. Throws LabError that names the field. */
export function parseSurfaceTexts(value: unknown): SurfaceTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const part = (key: string) => fieldOf(file, key)
  const lists = (field: Field, ...keys: string[]) =>
    keys.map((key) => differentTextsOf(fieldOf(field, key)))
  const [chat, raw] = lists(part('prompts'), 'chat', 'raw')
  const [calm, desperate] = lists(part('messages'), 'calm', 'desperate')
  const texts: SurfaceTexts = {
    prompts: { chat: chat!, raw: raw! },
    tokens: wholeOf(part('tokens'), 17),
    telling: wordsOf(part('telling')),
    mild: wordsOf(part('mild')),
    messages: { calm: calm!, desperate: desperate! },
    calmReplies: differentTextsOf(part('calmReplies')),
    calmRequest: textOf(part('calmRequest')),
  }
  if (chat!.length + raw!.length < 4)
    throw refusal(part('prompts'), 'must have at least 4 prompts, chat and raw together')
  if (calm!.length < 4 || desperate!.length < 4)
    throw refusal(part('messages'), 'must have at least 4 calm and 4 desperate ones')
  if (texts.calmReplies.length === 0) throw refusal(part('calmReplies'), 'must not be empty')
  return texts
}

/** The shipped texts, in the form that own ones have. */
export const surfaceTexts: SurfaceTexts = {
  ...shipped,
  tokens: 50,
  telling: [...contrastTexts.lexicon.calm, ...contrastTexts.lexicon.desperate],
  messages: contrastTexts.user_messages,
}
