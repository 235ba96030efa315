import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relativeError } from '../../src/commands/checkList.ts'
import contrastFile from '../../src/data/contrast.json'
import { cosine } from '../../src/math/vector.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import {
  feelSequences,
  neutralSequences,
  pairSequences,
} from '../../src/steering/contrastSequences.ts'
import { type ContrastSet, parseContrastSet } from '../../src/steering/contrastSet.ts'
import { gatherStatistics } from '../../src/steering/contrastStatistics.ts'
import { directionsFrom } from '../../src/steering/directionRecipe.ts'
import type { DirectionSet, Recipe } from '../../src/steering/directionSet.ts'
import { parseEncodedArray } from '../../src/steering/encodedArray.ts'
import { contrastHash, recipeHash } from '../../src/steering/hash.ts'
import { full } from '../full.ts'
import { openRealModel, realGolden, shippedDirections } from './realModel.ts'

const { directions: golden } = realGolden()
const contrast = parseContrastSet(contrastFile)
const shipped = shippedDirections()
const { nLayers, dModel } = shipped
const values = (encoded: unknown) => parseEncodedArray(encoded, 'golden').values
const row = (rows: Float32Array, layer: number) =>
  rows.subarray(layer * dModel, (layer + 1) * dModel)
/** The smallest cosine of two sets of rows from a block on. */
const leastCosine = (a: Float32Array, b: Float32Array, from = 0): number =>
  Math.min(
    ...Array.from({ length: nLayers - from }, (_, i) => cosine(row(a, from + i), row(b, from + i))),
  )

/** Reads the texts once and makes the directions of each recipe from them. */
async function derive(model: OrtModel, texts: ContrastSet, recipes: Recipe[]) {
  const gathering = gatherStatistics(model, texts, recipes)
  let event = await gathering.next()
  while (!event.done) event = await gathering.next()
  const { name, hash } = model.about
  const contrastHashed = await contrastHash(texts)
  const base = {
    name: 'again',
    model: name,
    modelHash: hash,
    contrastHash: contrastHashed,
    code: '',
  }
  const statistics = event.value
  return new Map(recipes.map((recipe) => [recipe, directionsFrom(statistics, recipe, base)]))
}

describe('Directions derived again from the shipped texts', { timeout: 300_000 }, () => {
  let model: OrtModel
  beforeAll(async () => {
    model = await openRealModel()
  }, 300_000)
  afterAll(() => model?.release())

  it('have a cosine of at least .9999 to PyTorch at blocks 8 to 29, the pairs and the templates', async () => {
    const few = { ...contrast, neutralAnswers: contrast.neutralAnswers.slice(0, 2) }
    const derived = await derive(model, few, ['pairs', 'feel'])
    const pairs = derived.get('pairs')!.directions
    expect(leastCosine(pairs, values(golden.pairs_mean), 8)).toBeGreaterThan(0.9999)
    const feel = derived.get('feel')!.directions
    expect(leastCosine(feel, values(golden.feel_last), 8)).toBeGreaterThan(0.9999)
  }, 300_000)

  it('ship with a passport that names this model and these texts', async () => {
    expect(shipped.passport).toMatchObject({
      model: 'SmolLM2-135M-Instruct',
      modelHash: model.about.hash,
      contrastHash: await contrastHash(contrast),
      recipe: 'calm-to-desperate',
      recipeHash: await recipeHash('calm-to-desperate', [
        ...(await pairSequences(model, contrast)),
        ...(await feelSequences(model, contrast)),
        ...(await neutralSequences(model, contrast)),
      ]),
      neutralTokens: golden.neutral_tokens,
    })
  })

  it('ship as PyTorch gives them: cosine, typical norms, means, reading SD, components', () => {
    expectGolden(shipped)
    expect(leastCosine(shipped.directions, values(golden.calm_to_desperate), 8)).toBeGreaterThan(
      0.9999,
    )
  })
})

describe.runIf(full)(
  'Directions derived again with all neutral answers',
  { timeout: 300_000 },
  () => {
    let derived: Map<Recipe, DirectionSet>
    beforeAll(async () => {
      const model = await openRealModel()
      const recipes: Recipe[] = ['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate']
      derived = await derive(model, contrast, recipes)
      await model.release()
    }, 900_000)

    it.each([
      ['pairs', golden.pairs_mean],
      ['pairs-minus-neutral', golden.pairs_mean_minus_neutral_pcs],
      ['feel', golden.feel_last],
      ['calm-to-desperate', golden.calm_to_desperate],
    ] as const)('agree with PyTorch for the recipe %s', (recipe, expected) => {
      const { directions } = derived.get(recipe)!
      expect(leastCosine(directions, values(expected), 8)).toBeGreaterThan(0.9999)
    })

    it('have the typical norms, means, reading SD and components of PyTorch', () => {
      expectGolden(derived.get('calm-to-desperate')!)
    })

    it('are the ones that ship', () => {
      const again = derived.get('calm-to-desperate')!
      expect(leastCosine(again.directions, shipped.directions)).toBeGreaterThan(1 - 1e-6)
      expect(relativeError(again.typicalNorms, shipped.typicalNorms)).toBeLessThan(1e-5)
      expect(relativeError(again.readingSd, shipped.readingSd)).toBeLessThan(1e-5)
      expect(relativeError(again.neutralMeans, shipped.neutralMeans)).toBeLessThan(1e-5)
      expect(again.passport).toMatchObject({
        modelHash: shipped.passport.modelHash,
        contrastHash: shipped.passport.contrastHash,
        recipeHash: shipped.passport.recipeHash,
        neutralTokens: shipped.passport.neutralTokens,
      })
    })
  },
)

/** Holds what belongs to the combined recipe to the reference values. */
function expectGolden(set: DirectionSet): void {
  const norms = values(golden.median_norm)
  const sd = values(golden.reading_sd)
  const means = values(golden.neutral_mean)
  for (let layer = 0; layer < nLayers; layer++) {
    expect(Math.abs(set.typicalNorms[layer]! / norms[layer]! - 1)).toBeLessThan(1e-3)
    expect(Math.abs(set.readingSd[layer]! / sd[layer]! - 1)).toBeLessThan(1e-3)
    expect(relativeError(row(set.neutralMeans, layer), row(means, layer))).toBeLessThan(1e-3)
  }
  expect(set.neutralComponents).toEqual(golden.neutral_components_removed)
  expect(set.passport.neutralTokens).toBe(golden.neutral_tokens)
}
