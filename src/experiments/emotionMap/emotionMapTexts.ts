import ratings from '../../data/emotionRatings.json'
import words from '../../data/emotions.json'
import { type Field, fieldOf, itemsOf, numberOf, refusal, textOf } from '../../steering/field.ts'
import { wordTemplates } from '../reading/emotionWords.ts'

/** Words to be placed on a map, the sentences they are read in, and what people say of some of them. */
export interface EmotionMapTexts {
  templates: string[] // each with {X}
  words: string[]
  ratings: Rating[]
}

export interface Rating {
  word: string
  valence: number // −1 … 1, unpleasant to pleasant
  arousal: number // −1 … 1, drowsy to excited
}

const leastWords = 20
const leastRatings = 12
const longestWord = 40

/** Reads words with their templates and ratings. Throws LabError that names the field. */
export function parseEmotionMapTexts(value: unknown): EmotionMapTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const templates = distinct(fieldOf(file, 'templates'), 4, 'templates', (item) => {
    const template = textOf(item)
    if (!template.includes('{X}')) throw refusal(item, 'must hold {X} where the word belongs')
    return template
  })
  const known = distinct(fieldOf(file, 'words'), leastWords, 'words', wordOf)
  const field = fieldOf(file, 'ratings')
  const rated = itemsOf(field).map((item) => ratingOf(item, known))
  if (rated.length < leastRatings) throw refusal(field, `must rate at least ${leastRatings} words`)
  if (new Set(rated.map(({ word }) => word)).size < rated.length)
    throw refusal(field, 'must not rate a word twice')
  for (const scale of ['valence', 'arousal'] as const)
    if (new Set(rated.map((rating) => rating[scale])).size === 1)
      throw refusal(field, `must not give every word the same ${scale}`)
  return { templates, words: known, ratings: rated }
}

/** A word or short phrase on one line. Throws LabError for other things. */
export function wordOf(field: Field): string {
  const word = textOf(field)
  if (word.length > longestWord || /[\n\r]/.test(word) || word !== word.trim())
    throw refusal(
      field,
      `must be one word or a short phrase, of at most ${longestWord} characters, without spaces around it`,
    )
  return word
}

function distinct(
  field: Field,
  least: number,
  what: string,
  read: (item: Field) => string,
): string[] {
  const texts = itemsOf(field).map(read)
  if (texts.length < least) throw refusal(field, `must have at least ${least} ${what}`)
  const twice = texts.find((text, i) => texts.indexOf(text) < i)
  if (twice !== undefined) throw refusal(field, `must not have “${twice}” twice`)
  return texts
}

function ratingOf(field: Field, words: readonly string[]): Rating {
  const word = fieldOf(field, 'word')
  if (!words.includes(textOf(word))) throw refusal(word, 'must be one of the words')
  const scale = (key: 'valence' | 'arousal') => {
    const item = fieldOf(field, key)
    const number = numberOf(item)
    if (Math.abs(number) > 1) throw refusal(item, 'must lie between -1 and 1')
    return number
  }
  return { word: textOf(word), valence: scale('valence'), arousal: scale('arousal') }
}

/** The shipped words and ratings, in the form that own ones have. */
export const emotionMapTexts: EmotionMapTexts = {
  templates: [...wordTemplates],
  words,
  ratings: Object.entries(ratings).map(([word, rating]) => ({ word, ...rating })),
}
