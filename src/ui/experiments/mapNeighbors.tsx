import type { PlacedWord } from '../../experiments/emotionMap/emotionMapPlace.ts'
import {
  type EmotionMap,
  type Neighbor,
  nearestWords,
} from '../../experiments/emotionMap/emotionMapPlane.ts'
import { spelled } from '../../language/number.ts'
import { say, sayWith } from '../../language/say.ts'

/** Below this cosine, nothing on the map is near: letters at random reach it too. */
const nearCosine = 0.5

/** The eight words nearest to one, nearest first; none for a word that is not there. */
export function neighborsOf(
  map: EmotionMap,
  added: readonly PlacedWord[],
  word: string,
): Neighbor[] {
  const own = added.find((placed) => placed.word === word)
  const vector = own?.vector ?? map.vectors[map.words.indexOf(word)]
  return vector ? nearestWords(map, { vector, word }, 8) : []
}

/** The words nearest to one, by the cosine of their vectors; each leads on to its own neighbors. */
export function MapNeighbors({
  map,
  added,
  word,
  onChoose,
}: {
  map: EmotionMap
  added: readonly PlacedWord[]
  word: string
  onChoose: (word: string) => void
}) {
  const neighbors = neighborsOf(map, added, word)
  return (
    <p className="neighbors">
      {sayWith<React.JSX.Element>('map.nearest', {
        word,
        b: (words) => (
          <strong key="word" lang="en">
            {words}
          </strong>
        ),
      })}{' '}
      {neighbors.map((neighbor) => (
        <button
          key={neighbor.word}
          type="button"
          className="quiet"
          onClick={() => onChoose(neighbor.word)}
        >
          <span lang="en">{neighbor.word}</span> {cosineText(neighbor.cosine)}
        </button>
      ))}
      {(neighbors[0]?.cosine ?? 1) < nearCosine && (
        <span className="note"> {say('map.nothingNear')}</span>
      )}
    </p>
  )
}

const cosineText = (cosine: number): string =>
  spelled(cosine.toFixed(2).replace(/^0/, '').replace('-0', '−'))
