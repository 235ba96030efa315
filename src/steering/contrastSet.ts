import {
  entriesOf,
  type Field,
  fieldOf,
  itemsOf,
  numberOf,
  refusal,
  textOf,
  textsOf,
} from './field.ts'

/**
 * The texts that directions are made of and tested on. Directions need `situationPairs`, `feel` and
 * `neutralAnswers`; the other parts serve experiments and are empty in a set that has none.
 */
export interface ContrastSet {
  situationPairs: SituationPair[]
  feel: { templates: string[]; calmWords: string[]; desperateWords: string[] } // {X} stands for the word
  neutralAnswers: { user: string; answer: string }[]
  persona: { system: string; questions: string[]; suffixes: string[] } // {X} as above
  scenes: Record<string, string[]> // by emotion
  neutral: string[]
  userMessages: TwoSides
  lexicon: TwoSides
  steerPrompts: Prompts
  confirmationPrompts: Prompts
  readout: { suffixes: string[]; sentences: string[] }
  numericRamps: Record<string, { text: string; values: number[]; expectedSign: number }> // {x} is the value
  verbalRamps: Record<string, string[]> // from safe to dangerous
  dilemmas: { setup: string; unethical: string; ethical: string }[]
}

/** Two texts that differ in the trait only. */
export interface SituationPair {
  topic: string
  person: string
  calm: string
  desperate: string
  heldOut: boolean // kept for tests, never in a direction
}

export interface TwoSides {
  calm: string[]
  desperate: string[]
}

export interface Prompts {
  chat: string[]
  raw: string[]
}

/** Reads `contrast.json`. Throws LabError with a sentence that names the field. */
export function parseContrastSet(value: unknown): ContrastSet {
  const file: Field = { value, name: '', code: 'bad-input' }
  const part = (key: string) => fieldOf(file, key)
  const optional = <T>(key: string, parse: (field: Field) => T, empty: T): T =>
    part(key).value === undefined ? empty : parse(part(key))
  return {
    ...parseRecipeTexts(file, inSnakeCase),
    persona: optional('persona', parsePersona, { system: '', questions: [], suffixes: [] }),
    scenes: optional('scenes', parseTextLists, {}),
    neutral: optional('neutral', textsOf, []),
    userMessages: optional('user_messages', parseSides, { calm: [], desperate: [] }),
    lexicon: optional('lexicon', parseSides, { calm: [], desperate: [] }),
    steerPrompts: optional('steer_prompts', parsePrompts, { chat: [], raw: [] }),
    confirmationPrompts: optional('confirmation_prompts', parsePrompts, { chat: [], raw: [] }),
    readout: optional('readout', parseReadout, { suffixes: [], sentences: [] }),
    numericRamps: optional('numeric_ramps', parseNumericRamps, {}),
    verbalRamps: optional('verbal_ramps', parseTextLists, {}),
    dilemmas: optional('dilemmas', parseDilemmas, []),
  }
}

/** The texts that recipes read. `spelled` says how a key is written there. Throws LabError that names the field. */
export function parseRecipeTexts(
  file: Field,
  spelled: (key: string) => string,
): Pick<ContrastSet, 'situationPairs' | 'feel' | 'neutralAnswers'> {
  const answers = fieldOf(file, spelled('neutralAnswers'))
  return {
    situationPairs: parsePairs(fieldOf(file, spelled('situationPairs')), spelled),
    feel: parseFeel(fieldOf(file, 'feel'), spelled),
    neutralAnswers: some(itemsOf(answers), answers).map((item) => ({
      user: textOf(fieldOf(item, 'user')),
      answer: textOf(fieldOf(item, 'answer')),
    })),
  }
}

const inSnakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function parsePairs(field: Field, spelled: (key: string) => string): SituationPair[] {
  const pairs = itemsOf(field).map((item) => {
    const heldOut = fieldOf(item, spelled('heldOut'))
    if (heldOut.value !== undefined && typeof heldOut.value !== 'boolean')
      throw refusal(heldOut, 'must be true or false')
    return {
      topic: optionalText(fieldOf(item, 'topic')),
      person: optionalText(fieldOf(item, 'person')),
      calm: textOf(fieldOf(item, 'calm')),
      desperate: textOf(fieldOf(item, 'desperate')),
      heldOut: heldOut.value === true,
    }
  })
  if (pairs.every((pair) => pair.heldOut))
    throw refusal(field, 'must have a pair that is not held out. Add one')
  return pairs
}

function parseFeel(field: Field, spelled: (key: string) => string): ContrastSet['feel'] {
  const templates = fieldOf(field, 'templates')
  for (const item of some(itemsOf(templates), templates))
    if (!textOf(item).includes('{X}')) throw refusal(item, 'must hold {X} where the word belongs')
  const words = (key: string) => some(textsOf(fieldOf(field, key)), fieldOf(field, key))
  return {
    templates: textsOf(templates),
    calmWords: words(spelled('calmWords')),
    desperateWords: words(spelled('desperateWords')),
  }
}

const parsePersona = (field: Field): ContrastSet['persona'] => ({
  system: textOf(fieldOf(field, 'system')),
  questions: textsOf(fieldOf(field, 'questions')),
  suffixes: textsOf(fieldOf(field, 'suffixes')),
})

const parseSides = (field: Field): TwoSides => ({
  calm: textsOf(fieldOf(field, 'calm')),
  desperate: textsOf(fieldOf(field, 'desperate')),
})

const parsePrompts = (field: Field): Prompts => ({
  chat: textsOf(fieldOf(field, 'chat')),
  raw: textsOf(fieldOf(field, 'raw')),
})

const parseReadout = (field: Field): ContrastSet['readout'] => ({
  suffixes: textsOf(fieldOf(field, 'suffixes')),
  sentences: textsOf(fieldOf(field, 'sentences')),
})

const parseTextLists = (field: Field): Record<string, string[]> =>
  Object.fromEntries(entriesOf(field).map(([key, list]) => [key, textsOf(list)]))

const parseNumericRamps = (field: Field): ContrastSet['numericRamps'] =>
  Object.fromEntries(
    entriesOf(field).map(([key, ramp]) => [
      key,
      {
        text: textOf(fieldOf(ramp, 'text')),
        values: itemsOf(fieldOf(ramp, 'values')).map(numberOf),
        expectedSign: numberOf(fieldOf(ramp, 'expected_sign')),
      },
    ]),
  )

const parseDilemmas = (field: Field): ContrastSet['dilemmas'] =>
  itemsOf(field).map((item) => ({
    setup: textOf(fieldOf(item, 'setup')),
    unethical: textOf(fieldOf(item, 'unethical')),
    ethical: textOf(fieldOf(item, 'ethical')),
  }))

const optionalText = (field: Field): string => (field.value === undefined ? '' : textOf(field))

function some<T>(items: T[], field: Field): T[] {
  if (items.length === 0) throw refusal(field, 'must not be empty')
  return items
}
