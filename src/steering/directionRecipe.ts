import { LabError } from '../labError.ts'
import type { PrincipalComponents } from '../math/principalComponents.ts'
import { times } from '../math/symmetricMatrix.ts'
import { addScaled, dot, norm, unit, type Vector } from '../math/vector.ts'
import type { ContrastStatistics } from './contrastStatistics.ts'
import type { DirectionSet, Passport, Recipe } from './directionSet.ts'

/**
 * The directions of a recipe, with the neutral statistics that give readings their unit. Throws LabError when the two
 * sides do not differ, RangeError when the statistics were gathered without this recipe.
 * Method: difference of means; Marks & Tegmark, The Geometry of Truth, 2023; neutral components: docs/math.md.
 */
export function directionsFrom(
  statistics: ContrastStatistics,
  recipe: Recipe,
  passport: Omit<Passport, 'recipe' | 'recipeHash' | 'neutralTokens'>,
): DirectionSet {
  const { nLayers, dModel, neutral } = statistics
  const recipeHash = statistics.recipeHashes.get(recipe)
  if (recipeHash === undefined) throw gatheredWithout(recipe)
  const directions = new Float32Array(nLayers * dModel) // (nLayers, dModel)
  const readingSd = new Float32Array(nLayers) // (nLayers)
  for (let layer = 0; layer < nLayers; layer++) {
    const direction = directionOf(statistics, recipe, layer)
    const exact = Float64Array.from(direction)
    const variance = dot(times(neutral.covariances[layer]!, exact), exact)
    if (!(variance > 0))
      throw new LabError(
        'bad-input',
        `The neutral_answers do not vary along the direction at block ${layer}, so that readings have no unit. Add answers.`,
      )
    directions.set(direction, layer * dModel)
    readingSd[layer] = Math.sqrt(variance)
  }
  const usesComponents = recipe === 'pairs-minus-neutral' || recipe === 'calm-to-desperate'
  return {
    recipe,
    nLayers,
    dModel,
    directions,
    typicalNorms: neutral.typicalNorms.slice(),
    neutralMeans: neutral.means.slice(),
    readingSd,
    neutralComponents: Array.from({ length: nLayers }, (_, layer) =>
      usesComponents ? componentsOf(statistics, layer).count : 0,
    ),
    passport: {
      ...passport,
      recipe,
      recipeHash,
      neutralTokens: neutral.tokens,
    },
  }
}

const gatheredWithout = (recipe: Recipe): RangeError =>
  new RangeError(`these statistics were gathered without ${recipe}`)

function directionOf(statistics: ContrastStatistics, recipe: Recipe, layer: number): Float32Array {
  const row = (rows: Float64Array | null) => {
    if (rows === null) throw gatheredWithout(recipe)
    return rows.subarray(layer * statistics.dModel, (layer + 1) * statistics.dModel)
  }
  const minusNeutral = () =>
    distinct(without(row(statistics.pairs), componentsOf(statistics, layer)), 'pairs', layer)
  switch (recipe) {
    case 'pairs':
      return distinct(row(statistics.pairs), 'pairs', layer)
    case 'feel':
      return distinct(row(statistics.feel), 'feel', layer)
    case 'pairs-minus-neutral':
      return minusNeutral()
    case 'calm-to-desperate': {
      const feel = distinct(row(statistics.feel), 'feel', layer)
      return distinct(addScaled(minusNeutral(), feel, 1), 'pairs and feel', layer)
    }
  }
}

function componentsOf({ neutral }: ContrastStatistics, layer: number): PrincipalComponents {
  const components = neutral.components?.[layer]
  if (components === undefined)
    throw new RangeError('these statistics were gathered without neutral components')
  return components
}

/** What of the difference lies beside the components, in float64. */
function without(difference: Float64Array, { count, vectors }: PrincipalComponents): Float64Array {
  const size = difference.length
  const left = difference.slice()
  for (let rank = 0; rank < count; rank++) {
    const component = vectors.subarray(rank * size, (rank + 1) * size)
    const along = dot(left, component)
    for (let i = 0; i < size; i++) left[i]! -= along * component[i]!
  }
  return left
}

function distinct(difference: Vector, part: string, layer: number): Float32Array {
  if (norm(difference) > 0) return unit(difference)
  throw new LabError(
    'bad-input',
    `The calm and desperate texts of ${part} give the same residuals at block ${layer}, so that no direction can be made. Use texts that differ.`,
  )
}
