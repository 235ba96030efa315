import type { DirectionSet } from '../../src/steering/directionSet.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'

/** A small set of directions with different numbers in every field. */
export function plantedSet(nLayers = 3, dModel = 8): DirectionSet {
  const directions = new Float32Array(nLayers * dModel) // (nLayers, dModel)
  for (let layer = 0; layer < nLayers; layer++)
    directions.set(randomDirection(dModel, layer), layer * dModel)
  return {
    recipe: 'calm-to-desperate',
    nLayers,
    dModel,
    directions,
    typicalNorms: Float32Array.from({ length: nLayers }, (_, layer) => 10.1 + layer),
    neutralMeans: Float32Array.from({ length: nLayers * dModel }, (_, i) => Math.sin(i)),
    readingSd: Float32Array.from({ length: nLayers }, (_, layer) => 0.3 + layer),
    neutralComponents: Array.from({ length: nLayers }, (_, layer) => layer),
    passport: {
      name: 'calm to desperate',
      model: 'planted',
      modelHash: 'a'.repeat(64),
      contrastHash: 'b'.repeat(64),
      recipeHash: 'c'.repeat(64),
      recipe: 'calm-to-desperate',
      code: 'evenkeel',
      neutralTokens: 99,
    },
  }
}
