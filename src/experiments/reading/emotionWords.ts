import contrastTexts from '../../data/contrast.json'
import { meanOfRows, unit } from '../../math/vector.ts'
import { residPost } from '../../steering/hookPoint.ts'
import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { readAt } from './place.ts'
import { wordSentences } from './wordSentences.ts'

/** Sentences that an emotion word is put in, read at their last token. */
export const wordTemplates: readonly string[] = contrastTexts.feel.templates.slice(0, 8)

/** A plain word that all others are held against, whichever task reads them. */
const anchor = contrastTexts.feel.calm_words[0]!

/** What a word's sentences leave at some blocks. */
export interface WordReading extends Record<string, Float32Array> {
  vectors: Float32Array // (word, block, dModel), mean over the templates
}

/**
 * Reads words in the templates, at the last token of each, at some blocks. The task throws LabError for a word after
 * which another token stands there.
 */
export function readWords(
  name: string,
  words: readonly string[],
  blocks: readonly number[],
  ground: Ground,
): Task<WordReading> {
  return {
    name,
    cost: { read: words.length * wordTemplates.length * 7, written: 0 },
    async measure(model) {
      const places = blocks.map((block) => ({ at: residPost(block), over: 'last' as const }))
      const width = places.length * ground.set.dModel
      const vectors = new Float32Array(words.length * width)
      const sentences = await wordSentences(model, words, wordTemplates, anchor)
      for (const i of words.keys()) {
        const texts = sentences.slice(i * wordTemplates.length, (i + 1) * wordTemplates.length)
        const read = await readAt(model, ground, texts, places)
        vectors.set(Float32Array.from(meanOfRows(read, width)), i * width)
      }
      return { vectors }
    },
  }
}

/** The unit direction from the mean of some vectors to the mean of others. Throws RangeError where the means agree. */
export function betweenMeans(
  negative: readonly Float32Array[],
  positive: readonly Float32Array[],
): Float32Array {
  const from = meanVector(negative)
  return unit(meanVector(positive).map((value, i) => value - from[i]!))
}

/** The mean of vectors of one length. Throws RangeError without any. */
export function meanVector(vectors: readonly Float32Array[]): Float64Array {
  const [first] = vectors
  if (!first) throw new RangeError('there are no vectors')
  const mean = new Float64Array(first.length)
  for (const vector of vectors)
    for (let i = 0; i < mean.length; i++) mean[i]! += vector[i]! / vectors.length
  return mean
}

/** The rows of `size` numbers of an array, as views. Throws RangeError without whole rows. */
export function rowsOf(values: Float32Array, size: number): Float32Array[] {
  if (values.length % size !== 0)
    throw new RangeError(`${values.length} numbers are not rows of ${size}`)
  return Array.from({ length: values.length / size }, (_, i) =>
    values.subarray(i * size, (i + 1) * size),
  )
}
