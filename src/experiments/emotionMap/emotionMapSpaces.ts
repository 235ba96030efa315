import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { meanVector, rowsOf } from '../reading/emotionWords.ts'
import { deviations, type Plane, planeOf } from './emotionMapPlane.ts'
import type { WordGroup, WordGroupReading } from './emotionMapReading.ts'
import type { Rating } from './emotionMapTexts.ts'

/** Words as unit vectors from their mean, with the plane of the two leading components. */
export interface Space {
  mean: Float32Array // (dModel)
  vectors: Float32Array[] // (word, dModel)
  plane: Plane
}

/** The words that were read, in every way that is compared. */
export interface WordSpaces {
  words: string[]
  rated: (Rating & { at: number })[] // at: index of the word
  block: Space
  halves: [Space, Space] // from the first half of the templates, and from the second
  embedding: Space | null // null where the embeddings do not spread over a plane
}

const leastRated = 12

/** Spreads out the words of groups that were read. Null while too few rated words are among them, or all are alike. */
export async function wordSpaces(
  groups: readonly (WordGroup & { found: WordGroupReading })[],
  ratings: readonly Rating[],
  dModel: number,
): Promise<WordSpaces | null> {
  const words = groups.flatMap((group) => group.words)
  const rated = ratings.flatMap((rating) => {
    const at = words.indexOf(rating.word)
    return at < 0 ? [] : [{ ...rating, at }]
  })
  if (rated.length < leastRated) return null
  const space = async (residuals: readonly Float32Array[]): Promise<Space | null> => {
    await yieldToEvents()
    const away = deviations(residuals)
    const plane = away && planeOf(away.vectors, words, rated)
    return away && plane ? { ...away, plane } : null
  }
  const halves = groups.flatMap(({ found }) => rowsOf(found.halves, dModel))
  const half = (which: 0 | 1) => halves.filter((_, i) => i % 2 === which)
  const first = await space(half(0))
  const second = await space(half(1))
  const block = await space(
    words.map((_, w) => Float32Array.from(meanVector(halves.slice(2 * w, 2 * w + 2)))),
  )
  if (!first || !second || !block) return null
  const embedding = await space(groups.flatMap(({ found }) => rowsOf(found.embeddings, dModel)))
  return { words, rated, block, halves: [first, second], embedding }
}
