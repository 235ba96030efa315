import contrastTexts from '../../data/contrast.json'
import feelingData from '../../data/feeling.json'
import { LabError } from '../../labError.ts'
import { type Field, fieldOf, itemsOf, refusal, textOf, textsOf } from '../../steering/field.ts'

export const tones = ['pleasant', 'unpleasant', 'neither'] as const

/** Emotions with words that name them, and scenes that do not. */
export interface FeelingTexts {
  emotions: {
    name: string
    tone: (typeof tones)[number]
    words: string[]
    scenes: string[]
  }[]
}

/** With fewer, the first three are half of them. */
export const leastEmotions = 6

/** Reads emotions. Throws LabError that names the field. */
export function parseFeelingTexts(value: unknown): FeelingTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const field = fieldOf(file, 'emotions')
  const emotions = itemsOf(field).map(parseEmotion)
  if (emotions.length < leastEmotions)
    throw refusal(field, `must have at least ${leastEmotions} emotions`)
  requireDistinct(emotions.map(({ name }) => name))
  requireDistinct(emotions.flatMap(({ scenes }) => scenes))
  requireDistinct(emotions.flatMap(({ words }) => words))
  return { emotions }
}

function parseEmotion(field: Field): FeelingTexts['emotions'][number] {
  const tone = tones.find((known) => known === fieldOf(field, 'tone').value)
  if (!tone) throw refusal(fieldOf(field, 'tone'), `must be one of ${tones.join(', ')}`)
  const words = textsOf(fieldOf(field, 'words'))
  if (words.length === 0) throw refusal(fieldOf(field, 'words'), 'must have at least 1 word')
  const scenes = textsOf(fieldOf(field, 'scenes'))
  if (scenes.length < 2) throw refusal(fieldOf(field, 'scenes'), 'must have at least 2 scenes')
  for (const scene of itemsOf(fieldOf(field, 'scenes'))) {
    const said = words.find((word) => holdsWord(textOf(scene), word))
    if (said !== undefined)
      throw refusal(scene, `must not hold the word “${said}”: a scene shows it without the word`)
  }
  return { name: textOf(fieldOf(field, 'name')), tone, words, scenes }
}

/** Whether a text holds a word or phrase as a whole, in capitals or not. */
const holdsWord = (text: string, word: string): boolean => {
  const plain = (some: string) =>
    ` ${some
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .join(' ')} `
  return plain(text).includes(plain(word))
}

function requireDistinct(texts: readonly string[]): void {
  const twice = texts.find((text, i) => texts.indexOf(text) < i)
  if (twice !== undefined)
    throw new LabError('bad-input', `“${twice}” is there twice. Change one of them.`)
}

const scenesOf: Readonly<Record<string, readonly string[]>> = contrastTexts.scenes

/** The shipped emotions, in the form that own ones have. */
export const feelingTexts = {
  emotions: feelingData.emotions.map((emotion) => ({
    ...emotion,
    scenes: (scenesOf[emotion.name] ?? []).slice(0, 4),
  })),
}
