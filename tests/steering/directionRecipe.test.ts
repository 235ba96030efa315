import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rowStart, type SymmetricMatrix } from '../../src/math/symmetricMatrix.ts'
import { cosine } from '../../src/math/vector.ts'
import { directionsFrom } from '../../src/steering/directionRecipe.ts'
import { directionAt } from '../../src/steering/directionSet.ts'
import { parseEncodedArray } from '../../src/steering/encodedArray.ts'

// Reference: tests/golden/smollm2-135m-instruct.json, made by make_golden.py beside it (PyTorch, float32).
const golden = JSON.parse(
  readFileSync(new URL('../golden/smollm2-135m-instruct.json', import.meta.url), 'utf8'),
).directions
const [nLayers, dModel] = [30, 576]
const rows = (name: string) => parseEncodedArray(golden[name], name).values

const identity: SymmetricMatrix = {
  size: dModel,
  upper: new Float64Array((dModel * (dModel + 1)) / 2),
}
for (let i = 0; i < dModel; i++) identity.upper[rowStart(i, dModel) + i] = 1

it('combines the golden pairs and feel into the golden calm to desperate', () => {
  const none = { count: 0, variances: new Float64Array(0), vectors: new Float64Array(0) }
  const statistics = {
    nLayers,
    dModel,
    pairs: Float64Array.from(rows('pairs_mean_minus_neutral_pcs'), (x) => 3 * x),
    feel: Float64Array.from(rows('feel_last'), (x) => 20 * x),
    neutral: {
      tokens: golden.neutral_tokens,
      typicalNorms: rows('median_norm'),
      means: rows('neutral_mean'),
      covariances: Array.from({ length: nLayers }, () => identity),
      components: Array.from({ length: nLayers }, () => none),
    },
    recipeHashes: new Map([['calm-to-desperate', 'of what was read']] as const),
  }
  const passport = { name: 'x', model: 'x', modelHash: 'x', contrastHash: 'x', code: 'x' }
  const set = directionsFrom(statistics, 'calm-to-desperate', passport)
  const expected = rows('calm_to_desperate')
  for (let layer = 0; layer < nLayers; layer++) {
    const row = expected.subarray(layer * dModel, (layer + 1) * dModel)
    expect(cosine(directionAt(set, layer), row)).toBeGreaterThan(0.999999)
    expect(set.readingSd[layer]).toBeCloseTo(1, 5)
  }
  expect(set.passport).toEqual({
    ...passport,
    recipe: 'calm-to-desperate',
    recipeHash: 'of what was read',
    neutralTokens: 3209,
  })
})
