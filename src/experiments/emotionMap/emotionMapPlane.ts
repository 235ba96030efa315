import { pearson } from '../../math/rankCorrelation.ts'
import { rowComponents } from '../../math/rowComponents.ts'
import { addScaled, dot, norm, unit } from '../../math/vector.ts'
import { meanVector } from '../reading/emotionWords.ts'
import type { Rating } from './emotionMapTexts.ts'

/** Words by what they leave in the residual stream, placed on their two leading components. */
export interface EmotionMap {
  model: { name: string; hash: string }
  block: number
  templates: string[]
  words: string[]
  mean: Float32Array // (dModel), of the words' residuals
  vectors: Float32Array[] // (word, dModel), unit: from the mean to the word
  plane: Plane
}

/** Two components of unit vectors, with their places on them. */
export interface Plane {
  components: [Float32Array, Float32Array] // (dModel) each, unit
  origin: [number, number] // where the mean of the vectors lies along them: it is 0 of the map
  shares: [number, number] // of the variance
  places: { x: number; y: number }[] // of the vectors
}

export interface Neighbor {
  word: string
  cosine: number
}

/** Unit vectors from the mean of residuals to each. Null where one of them equals the mean. */
export function deviations(
  residuals: readonly Float32Array[],
): { mean: Float32Array; vectors: Float32Array[] } | null {
  const mean = Float32Array.from(meanVector(residuals))
  const away = residuals.map((residual) => addScaled(residual, mean, -1))
  if (!away.every((vector) => norm(vector) > 0)) return null
  return { mean, vectors: away.map(unit) }
}

/**
 * The plane of the two leading components of vectors. The first points to pleasant words and the second to aroused
 * ones, as far as their ratings say. Null where the vectors differ along fewer than two directions.
 */
export function planeOf(
  vectors: readonly Float32Array[],
  words: readonly string[],
  ratings: readonly Rating[],
): Plane | null {
  const found = rowComponents(vectors, 2)
  if (!found) return null
  const pointed = (['valence', 'arousal'] as const).map((scale, c) => {
    const component = found.vectors[c]!
    const rated = ratings.flatMap(({ word, ...rating }) => {
      const vector = vectors[words.indexOf(word)]
      return vector ? [{ along: dot(vector, component), rating: rating[scale] }] : []
    })
    const r =
      rated.length < 2
        ? null
        : pearson(
            rated.map(({ along }) => along),
            rated.map(({ rating }) => rating),
          )
    return (r ?? 0) < 0 ? component.map((value) => -value) : component
  })
  const components: Plane['components'] = [pointed[0]!, pointed[1]!]
  const center = Float32Array.from(found.mean)
  const origin: Plane['origin'] = [dot(center, components[0]), dot(center, components[1])]
  return {
    ...{ components, origin, shares: [found.shares[0]!, found.shares[1]!] },
    places: vectors.map((vector) => placeIn({ components, origin }, vector)),
  }
}

/** Where a unit vector lies in a plane: x to the pleasant, y to the aroused. */
export const placeIn = (
  { components, origin }: Pick<Plane, 'components' | 'origin'>,
  vector: Float32Array,
): { x: number; y: number } => ({
  x: dot(vector, components[0]) - origin[0],
  y: dot(vector, components[1]) - origin[1],
})

/** The words whose vectors are nearest to a unit vector by cosine, nearest first, without the word itself. */
export function nearestWords(
  { words, vectors }: Pick<EmotionMap, 'words' | 'vectors'>,
  { vector, word }: { vector: Float32Array; word?: string },
  count: number,
): Neighbor[] {
  return words
    .flatMap((other, i) =>
      other === word ? [] : [{ word: other, cosine: dot(vector, vectors[i]!) }],
    )
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, count)
}
