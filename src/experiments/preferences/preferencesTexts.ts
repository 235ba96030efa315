import contrastTexts from '../../data/contrast.json'
import shipped from '../../data/preferences.json'
import {
  type Field,
  fieldOf,
  itemsOf,
  numberOf,
  refusal,
  textOf,
  textsOf,
} from '../../steering/field.ts'

export const activityClasses = ['pleasant', 'neutral', 'unpleasant'] as const

/** Something one could be made to do, told in two wordings. */
export interface Activity {
  name: string
  class: (typeof activityClasses)[number]
  rating: number // by the author: −1 … 1, higher is better
  wordings: readonly [string, string] // what follows "to"
}

export interface PreferencesTexts {
  activities: Activity[]
  happy: string[] // words that may follow "I would feel"
  sad: string[]
  obvious: { better: string; worse: string }[] // pairs that leave no doubt
  wordBank: string[] // emotion words, whose mean the directions of single ones are taken from
  neutral: string[] // sentences that show whether a push leaves the model coherent
}

/** The words of the bank whose directions are read; with what sign they follow the preference if the paper is right. */
export const readEmotions = { hostile: -1, blissful: 1 } as const

const mostActivities = 100

/** Reads activities, word sets and obvious pairs. Throws LabError that names the field. */
export function parsePreferencesTexts(value: unknown): PreferencesTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const texts = {
    activities: itemsOf(fieldOf(file, 'activities')).map(parseActivity),
    happy: wordsAt(fieldOf(file, 'happy'), 1),
    sad: wordsAt(fieldOf(file, 'sad'), 1),
    obvious: itemsOf(fieldOf(file, 'obvious')).map(parsePair),
    wordBank: wordsAt(fieldOf(file, 'wordBank'), 8),
    neutral: textsOf(fieldOf(file, 'neutral')),
  }
  requireActivities(fieldOf(file, 'activities'), texts.activities)
  const both = texts.happy.find((word) => texts.sad.includes(word))
  if (both !== undefined) throw refusal(fieldOf(file, 'sad'), `has “${both}”, which is happy too`)
  if (texts.obvious.length < 5)
    throw refusal(fieldOf(file, 'obvious'), 'must have at least 5 pairs')
  for (const word of Object.keys(readEmotions))
    if (!texts.wordBank.includes(word))
      throw refusal(fieldOf(file, 'wordBank'), `must have the word ${word}, which is read`)
  if (texts.neutral.length < 5)
    throw refusal(fieldOf(file, 'neutral'), 'must have at least 5 sentences')
  return texts
}

function parseActivity(field: Field): Activity {
  const kind = fieldOf(field, 'class')
  const found = activityClasses.find((each) => each === kind.value)
  if (!found) throw refusal(kind, `must be ${activityClasses.join(', ')}`)
  const wordings = fieldOf(field, 'wordings')
  const [first, second, ...more] = textsOf(wordings).map((text) => text.trim())
  if (!first || !second || more.length > 0) throw refusal(wordings, 'must have 2 texts')
  const rating = numberOf(fieldOf(field, 'rating'))
  if (Math.abs(rating) > 1) throw refusal(fieldOf(field, 'rating'), 'must be from −1 to 1')
  return {
    name: textOf(fieldOf(field, 'name')),
    class: found,
    rating,
    wordings: [first, second],
  }
}

function requireActivities(field: Field, activities: readonly Activity[]): void {
  if (activities.length > mostActivities)
    throw refusal(field, `must have at most ${mostActivities} activities`)
  for (const kind of activityClasses)
    if (activities.filter((activity) => activity.class === kind).length < 3)
      throw refusal(field, `must have at least 3 ${kind} activities`)
  if (new Set(activities.map(({ name }) => name)).size < activities.length)
    throw refusal(field, 'must not have two activities of one name')
  const wordings = activities.flatMap((activity) => activity.wordings)
  if (new Set(wordings).size < wordings.length)
    throw refusal(field, 'must not have the same wording twice')
  if (new Set(activities.map(({ rating }) => rating)).size < 2)
    throw refusal(field, 'must not all have the same rating')
}

function wordsAt(field: Field, least: number): string[] {
  const words = textsOf(field).map((word) => word.trim())
  if (words.length < least) throw refusal(field, `must have at least ${least} words`)
  if (new Set(words).size < words.length) throw refusal(field, 'must not have a word twice')
  return words
}

function parsePair(field: Field): PreferencesTexts['obvious'][number] {
  const better = textOf(fieldOf(field, 'better')).trim()
  const worse = textOf(fieldOf(field, 'worse')).trim()
  if (better === worse) throw refusal(field, 'must have two different texts')
  return { better, worse }
}

/** The shipped texts, in the form that own ones have. */
export const preferencesTexts = { ...shipped, neutral: contrastTexts.neutral.slice(0, 12) }
