import { effectText, intervalOf } from '../effect.ts'
import type { Findings } from '../experiment.ts'
import type { IntervalFigure, MapFigure } from '../figure.ts'
import type { TraitClaim } from './emotionMapClaims.ts'
import { nearestWords, type Plane } from './emotionMapPlane.ts'
import type { WordSpaces } from './emotionMapSpaces.ts'
import type { Rating } from './emotionMapTexts.ts'

/** The words on their plane, the same by their embeddings, and what their components follow. */
export function emotionMapFigures(
  spaces: WordSpaces,
  claims: readonly TraitClaim[],
): Findings['figures'] {
  const { words, rated, embedding, block } = spaces
  const ofWords = (plane: Plane, name: string, title: string) =>
    mapFigure(words, plane, rated, name, title)
  return [
    ofWords(block.plane, 'map', 'The words by what they leave at the end of a sentence'),
    ...claims.map(traitFigure),
    ...(embedding
      ? [ofWords(embedding.plane, 'embedding-map', 'The same words by their embeddings')]
      : []),
  ]
}

/** Words at their places on a plane, in the color of their rated valence. */
export function mapFigure(
  words: readonly string[],
  { places, shares }: Pick<Plane, 'places' | 'shares'>,
  rated: readonly Rating[],
  name: string,
  title: string,
): MapFigure {
  const valences = new Map(rated.map(({ word, valence }) => [word, valence]))
  const [first, second] = shares.map((share) => `${Math.round(100 * share)} %`)
  return {
    kind: 'map',
    ...{ name, title },
    sentence: `Two components hold ${first} and ${second} of the variance; their signs are set so that the rated words grow pleasant to the right and aroused upward.`,
    x: { label: `component 1 (${first})`, unit: 'cosine' },
    y: { label: `component 2 (${second})`, unit: 'cosine' },
    points: words.map((label, i) => ({
      ...{ label, ...places[i]! },
      value: valences.get(label) ?? null,
    })),
    valueLabel: 'rated valence',
  }
}

function traitFigure({ claim, parts, floors, band, reached }: TraitClaim): IntervalFigure {
  const [main] = claim.effects
  return {
    kind: 'intervals',
    name: claim.name.replaceAll(' ', '-'),
    title: `Component and ratings: ${claim.name}`,
    sentence: `${claim.name}: ${effectText(main!)}, ${claim.verdict}.`,
    unit: main!.unit,
    rows: [
      { label: main!.name, role: 'effect', ...intervalOf(main!), band },
      ...parts.map((part) => ({
        ...{ label: part.name, role: 'item' as const, ...intervalOf(part), band: null },
      })),
      ...floors.map(({ name, value }) => ({
        ...{ label: name, role: 'control' as const, value, low: null, high: null, band: null },
      })),
    ],
    marks: [{ value: reached, label: '95 % of Gaussian vectors' }],
  }
}

/** Every word with its ratings, its places, its cluster and the words nearest to it. */
export function emotionMapItems(
  { words, rated, block, embedding }: WordSpaces,
  clusters: Uint16Array,
): Findings['items'] {
  const ratings = new Map(rated.map((rating) => [rating.word, rating]))
  return {
    columns: [
      ...['word', 'valence', 'arousal', 'component 1', 'component 2', 'cluster', 'nearest'],
      ...['embedding, component 1', 'embedding, component 2'],
    ],
    rows: words.map((word, i) => {
      const rating = ratings.get(word)
      const place = block.plane.places[i]!
      const bare = embedding?.plane.places[i]
      const nearest = nearestWords(
        { words, vectors: block.vectors },
        { vector: block.vectors[i]!, word },
        3,
      )
      return [
        ...[word, rating?.valence ?? null, rating?.arousal ?? null, place.x, place.y],
        ...[clusters[i]! + 1, nearest.map(({ word: other }) => other).join(', ')],
        ...[bare?.x ?? null, bare?.y ?? null],
      ]
    }),
  }
}
