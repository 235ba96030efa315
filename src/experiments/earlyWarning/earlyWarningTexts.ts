import shipped from '../../data/earlyWarning.json'
import {
  type Field,
  fieldOf,
  itemsOf,
  numberOf,
  refusal,
  textOf,
  wholeOf,
} from '../../steering/field.ts'
import { wordsOf } from '../ownTexts.ts'

export interface WarningTexts {
  openings: Opening[] // of stories, without a telling word
  telling: string[] // words that an alarm should come before
  mild: string[] // words that a text-only alarm counts
  tokens: number // written a story
}

export interface Opening {
  text: string
  kind: string // such as calm; halves hold as many of each
  temperature: number
  draws: number // stories
}

/** Reads such texts. Throws LabError that names the field. */
export function parseWarningTexts(value: unknown): WarningTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const part = (key: string) => fieldOf(file, key)
  const texts = {
    openings: itemsOf(part('openings')).map(parseOpening),
    telling: wordsOf(part('telling')),
    mild: wordsOf(part('mild')),
    tokens: wholeOf(part('tokens'), 30),
  }
  const { openings } = texts
  if (openings.length < 8) throw refusal(part('openings'), 'must have at least 8 openings')
  if (new Set(openings.map(({ text }) => text)).size < openings.length)
    throw refusal(part('openings'), 'must not have the same text twice. Change one of them')
  return texts
}

function parseOpening(field: Field): Opening {
  const temperature = numberOf(fieldOf(field, 'temperature'))
  if (temperature <= 0 || temperature > 2)
    throw refusal(fieldOf(field, 'temperature'), 'must be above 0 and at most 2')
  return {
    text: textOf(fieldOf(field, 'text')),
    kind: textOf(fieldOf(field, 'kind')),
    temperature,
    draws: wholeOf(fieldOf(field, 'draws'), 1),
  }
}

/** The shipped texts, in the form that own ones have. */
export const warningTexts: WarningTexts = shipped
