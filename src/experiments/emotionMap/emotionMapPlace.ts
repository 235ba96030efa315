import { LabError } from '../../labError.ts'
import { addScaled, norm, unit } from '../../math/vector.ts'
import type { Ground } from '../experiment.ts'
import type { MeasuredModel } from '../measured.ts'
import { meanVector, rowsOf } from '../reading/emotionWords.ts'
import { type EmotionMap, type Neighbor, nearestWords, placeIn } from './emotionMapPlane.ts'
import { wordHalves } from './emotionMapReading.ts'
import { wordOf } from './emotionMapTexts.ts'

/** A word that somebody added to a map. */
export interface PlacedWord {
  word: string
  x: number
  y: number
  vector: Float32Array // (dModel), unit
  neighbors: Neighbor[] // nearest first
}

/**
 * Reads a word as the map's own were read and places it among them, with its `count` nearest neighbors. Throws LabError
 * for a word that cannot be used, and `model-mismatch` where the map is of another model or another block.
 */
export async function placeWord(
  model: Pick<MeasuredModel, 'about' | 'tokenize' | 'capture'>,
  ground: Ground,
  map: EmotionMap,
  word: string,
  count = 8,
): Promise<PlacedWord> {
  const used = wordOf({ value: word.trim(), name: 'The word', code: 'bad-input' })
  if (map.model.hash !== model.about.hash || map.block !== ground.blocks.read)
    throw new LabError(
      'model-mismatch',
      `This map was made with ${map.model.name} at block ${map.block}, so a word read by ${model.about.name} at block ${ground.blocks.read} has no place on it. Run the experiment on this model first.`,
    )
  const halves = await wordHalves(model, ground, [used], map.templates, map.words[0] ?? used)
  const residual = Float32Array.from(meanVector(rowsOf(halves, ground.set.dModel)))
  const away = addScaled(residual, map.mean, -1)
  if (!(norm(away) > 0))
    throw new LabError(
      'unsupported-model',
      `This model reads “${used}” exactly as the mean of all words, so it has no place on the map.`,
    )
  const vector = unit(away)
  return {
    ...{ word: used, vector, ...placeIn(map.plane, vector) },
    neighbors: nearestWords(map, { vector, word: used }, count),
  }
}
