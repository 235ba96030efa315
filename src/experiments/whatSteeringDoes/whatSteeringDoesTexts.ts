import contrastTexts from '../../data/contrast.json'
import type { Prompts, TwoSides } from '../../steering/contrastSet.ts'
import { type Field, fieldOf, itemsOf, refusal, textOf, wholeOf } from '../../steering/field.ts'
import { differentTextsOf, wordsOf } from '../ownTexts.ts'

/** Two words that a readout compares, each one token; `to` is the desperate side. */
export interface WordPair {
  from: string
  to: string
}

export interface SteeringTexts {
  sentences: string[] // neutral ones
  suffixes: string[] // that ask for a feeling word, each behind every sentence
  words: WordPair // what the direction is about
  otherWords: WordPair[] // other feelings
  decoyWords: WordPair // no feelings
  prompts: Prompts
  tokens: number // written a reply
  lexicon: TwoSides
  asking: { text: string; calm: string; desperate: string } // {X} is one of the words
}

/** Reads such texts. Throws LabError that names the field. */
export function parseSteeringTexts(value: unknown): SteeringTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const part = (key: string) => fieldOf(file, key)
  const texts: SteeringTexts = {
    sentences: differentTextsOf(part('sentences')),
    suffixes: differentTextsOf(part('suffixes')),
    words: parsePair(part('words')),
    otherWords: itemsOf(part('otherWords')).map(parsePair),
    decoyWords: parsePair(part('decoyWords')),
    prompts: {
      chat: differentTextsOf(fieldOf(part('prompts'), 'chat')),
      raw: differentTextsOf(fieldOf(part('prompts'), 'raw')),
    },
    tokens: wholeOf(part('tokens'), 5),
    lexicon: {
      calm: wordsOf(fieldOf(part('lexicon'), 'calm')),
      desperate: wordsOf(fieldOf(part('lexicon'), 'desperate')),
    },
    asking: {
      text: textOf(fieldOf(part('asking'), 'text')),
      calm: textOf(fieldOf(part('asking'), 'calm')),
      desperate: textOf(fieldOf(part('asking'), 'desperate')),
    },
  }
  if (texts.sentences.length < 3) throw refusal(part('sentences'), 'must have at least 3 sentences')
  if (texts.suffixes.length < 1) throw refusal(part('suffixes'), 'must not be empty')
  if (texts.prompts.chat.length + texts.prompts.raw.length < 4)
    throw refusal(part('prompts'), 'must have at least 4 prompts, chat and raw together')
  if (!texts.asking.text.includes('{X}'))
    throw refusal(fieldOf(part('asking'), 'text'), 'must hold {X} where the word belongs')
  return texts
}

/** How a pair is called, such as “happy to sad”. */
export const pairName = ({ from, to }: WordPair): string => `${from.trim()} to ${to.trim()}`

function parsePair(field: Field): WordPair {
  const pair = { from: textOf(fieldOf(field, 'from')), to: textOf(fieldOf(field, 'to')) }
  if (pair.from === pair.to) throw refusal(field, 'must have two different words')
  return pair
}

/** The shipped texts, in the form that own ones have. */
export const steeringTexts: SteeringTexts = {
  ...contrastTexts.readout,
  words: { from: ' calm', to: ' desperate' },
  otherWords: [
    { from: ' happy', to: ' sad' },
    { from: ' safe', to: ' afraid' },
    { from: ' calm', to: ' angry' },
  ],
  decoyWords: { from: ' small', to: ' big' },
  prompts: contrastTexts.steer_prompts,
  tokens: 50,
  lexicon: contrastTexts.lexicon,
  asking: { text: contrastTexts.persona.system, calm: 'calm', desperate: 'desperate' },
}
