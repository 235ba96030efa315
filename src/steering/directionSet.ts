export const recipes = ['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate'] as const

/** How a direction is made from contrast texts; see docs/math.md. */
export type Recipe = (typeof recipes)[number]

/** One unit direction a block, from calm to desperate, and the neutral statistics that give its readings a unit. */
export interface DirectionSet {
  recipe: Recipe
  nLayers: number
  dModel: number
  directions: Float32Array // (nLayers, dModel), unit rows
  typicalNorms: Float32Array // (nLayers), median residual norm over neutral answer tokens
  neutralMeans: Float32Array // (nLayers, dModel)
  readingSd: Float32Array // (nLayers), SD of (h − μ) · d over the same tokens
  neutralComponents: number[] // (nLayers), how many principal components were projected out; 0 for recipes without
  passport: Passport
}

/** Where a direction comes from, so that it can be made again. Hashes are SHA-256, hex. */
export interface Passport {
  name: string // such as 'calm to desperate'
  model: string
  modelHash: string
  contrastHash: string // of the texts
  recipe: Recipe
  recipeHash: string // of what the recipe read of them: ids and positions
  code: string // version of the lab
  neutralTokens: number
}

/** The unit direction of a block, (dModel), a view. Throws RangeError for a block the set lacks. */
export const directionAt = (set: DirectionSet, layer: number): Float32Array =>
  rowOf(set.directions, set, layer)

/** The neutral mean of a block, (dModel), a view. Throws RangeError for a block the set lacks. */
export const neutralMeanAt = (set: DirectionSet, layer: number): Float32Array =>
  rowOf(set.neutralMeans, set, layer)

function rowOf(rows: Float32Array, { nLayers, dModel }: DirectionSet, layer: number): Float32Array {
  if (!Number.isInteger(layer) || layer < 0 || layer >= nLayers)
    throw new RangeError(`the directions have no block ${layer}`)
  return rows.subarray(layer * dModel, (layer + 1) * dModel)
}
