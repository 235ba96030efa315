import type { PlacedWord } from '../../experiments/emotionMap/emotionMapPlace.ts'
import { type EmotionMap, nearestWords } from '../../experiments/emotionMap/emotionMapPlane.ts'

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
  const own = added.find((placed) => placed.word === word)
  const vector = own?.vector ?? map.vectors[map.words.indexOf(word)]
  if (!vector) return null
  return (
    <p className="neighbors">
      Nearest to <strong>{word}</strong>, by cosine:{' '}
      {nearestWords(map, { vector, word }, 8).map((neighbor) => (
        <button
          key={neighbor.word}
          type="button"
          className="quiet"
          onClick={() => onChoose(neighbor.word)}
        >
          {neighbor.word} {neighbor.cosine.toFixed(2).replace(/^0/, '').replace('-0', '−')}
        </button>
      ))}
    </p>
  )
}
