import type { DirectionSet, Recipe } from '../../src/steering/directionSet.ts'

/** A set whose direction at every block is the first axis, with an SD of 1, a mean of 0 and a typical norm of 100. */
export function fakeDirections(
  nLayers: number,
  dModel: number,
  recipe: Recipe = 'calm-to-desperate',
): DirectionSet {
  const directions = new Float32Array(nLayers * dModel)
  for (let layer = 0; layer < nLayers; layer++) {
    const tilt = recipe === 'calm-to-desperate' ? 0 : layer / (2 * nLayers)
    directions[layer * dModel] = Math.sqrt(1 - tilt * tilt)
    directions[layer * dModel + 1] = tilt
  }
  return {
    recipe,
    nLayers,
    dModel,
    directions,
    typicalNorms: new Float32Array(nLayers).map((_, layer) => 40 + 8 * layer),
    neutralMeans: new Float32Array(nLayers * dModel),
    readingSd: new Float32Array(nLayers).fill(1),
    neutralComponents: Array.from({ length: nLayers }, (_, layer) => (layer < 10 ? 1 : 30)),
    passport: {
      name: 'calm to desperate',
      model: 'fake-30-blocks',
      modelHash: 'c'.repeat(64),
      contrastHash: 'b'.repeat(64),
      recipeHash: 'c'.repeat(64),
      recipe,
      code: '0.1.0',
      neutralTokens: 3209,
    },
  }
}
