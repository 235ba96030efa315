import { LabError } from '../labError.ts'
import { norm } from '../math/vector.ts'
import { type DirectionSet, type Passport, type Recipe, recipes } from './directionSet.ts'
import { type EncodedArray, encodeArray, encodedArrayOf } from './encodedArray.ts'
import { type Field, fieldOf, itemsOf, numberOf, refusal, textOf, wholeOf } from './field.ts'

/** Directions as they lie in a file. */
export interface DirectionFile {
  format: 'evenkeel-directions/1'
  describe: Record<string, string> // what each field means, for people; never read
  recipe: Recipe
  nLayers: number
  dModel: number
  directions: EncodedArray // (nLayers, dModel)
  typicalNorms: number[]
  neutralMeans: EncodedArray // (nLayers, dModel)
  readingSd: number[]
  neutralComponents: number[]
  passport: Passport
}

const describe = {
  directions:
    'one unit vector a block (0-based, the residual that leaves it), from calm to desperate',
  typicalNorms:
    'median residual norm of a block over neutral answer tokens; a coefficient is a share of it',
  neutralMeans: 'mean residual of a block over the same tokens',
  readingSd: 'SD of (h - neutral mean) . direction over the same tokens; a reading is in this unit',
  neutralComponents:
    'how many principal components of neutral answers were projected out of the pairs',
  arrays: 'base64 of little-endian float32 in C order',
}

/** The set as a plain value for JSON; `parseDirectionFile` gives it back bit for bit. */
export function encodeDirectionFile(set: DirectionSet): DirectionFile {
  const shape = [set.nLayers, set.dModel]
  return {
    format: 'evenkeel-directions/1',
    describe,
    recipe: set.recipe,
    nLayers: set.nLayers,
    dModel: set.dModel,
    directions: encodeArray(set.directions, shape),
    typicalNorms: [...set.typicalNorms],
    neutralMeans: encodeArray(set.neutralMeans, shape),
    readingSd: [...set.readingSd],
    neutralComponents: [...set.neutralComponents],
    passport: { ...set.passport },
  }
}

/**
 * Reads a direction file. Throws LabError with a sentence that names the field, and `model-mismatch` when the
 * directions are of another size than the model.
 */
export function parseDirectionFile(
  value: unknown,
  model?: { nLayers: number; dModel: number },
): DirectionSet {
  const file: Field = { value, name: '', code: 'bad-file' }
  const part = (key: string) => fieldOf(file, key)
  if (part('format').value !== 'evenkeel-directions/1')
    throw refusal(part('format'), 'must be "evenkeel-directions/1". This is no file of directions')
  const nLayers = wholeOf(part('nLayers'), 1)
  const dModel = wholeOf(part('dModel'), 1)
  if (model !== undefined && (model.nLayers !== nLayers || model.dModel !== dModel))
    throw new LabError(
      'model-mismatch',
      `These directions are for ${nLayers} blocks of ${dModel} numbers, but the model has ${model.nLayers} of ${model.dModel}. Choose directions made for this model.`,
    )
  return {
    recipe: recipeOf(part('recipe')),
    nLayers,
    dModel,
    directions: unitRows(part('directions'), nLayers, dModel),
    typicalNorms: positives(part('typicalNorms'), nLayers),
    neutralMeans: rowsOf(part('neutralMeans'), nLayers, dModel),
    readingSd: positives(part('readingSd'), nLayers),
    neutralComponents: ofLength(part('neutralComponents'), nLayers).map((item) => wholeOf(item, 0)),
    passport: passportOf(part('passport')),
  }
}

function recipeOf(field: Field): Recipe {
  const recipe = recipes.find((known) => known === field.value)
  if (recipe === undefined) throw refusal(field, `must be one of ${recipes.join(', ')}`)
  return recipe
}

function rowsOf(field: Field, nLayers: number, dModel: number): Float32Array {
  const { shape, values } = encodedArrayOf(field)
  if (shape.length !== 2 || shape[0] !== nLayers || shape[1] !== dModel)
    throw refusal(field, `has the shape [${shape.join(', ')}] instead of [${nLayers}, ${dModel}]`)
  return values
}

function unitRows(field: Field, nLayers: number, dModel: number): Float32Array {
  const rows = rowsOf(field, nLayers, dModel)
  for (let layer = 0; layer < nLayers; layer++) {
    const length = norm(rows.subarray(layer * dModel, (layer + 1) * dModel))
    if (Math.abs(length - 1) > 1e-3)
      throw refusal(
        field,
        `must hold unit rows, but row ${layer} has length ${Number(length.toPrecision(4))}`,
      )
  }
  return rows
}

function ofLength(field: Field, length: number): Field[] {
  const items = itemsOf(field)
  if (items.length !== length)
    throw refusal(field, `has ${items.length} items instead of ${length}`)
  return items
}

const positives = (field: Field, length: number): Float32Array =>
  Float32Array.from(ofLength(field, length), (item) => {
    const value = Math.fround(numberOf(item))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw refusal(item, 'must be above 0')
    return value
  })

const passportOf = (field: Field): Passport => ({
  name: textOf(fieldOf(field, 'name')),
  model: textOf(fieldOf(field, 'model')),
  modelHash: hashOf(fieldOf(field, 'modelHash')),
  contrastHash: hashOf(fieldOf(field, 'contrastHash')),
  recipe: recipeOf(fieldOf(field, 'recipe')),
  recipeHash: hashOf(fieldOf(field, 'recipeHash')),
  code: textOf(fieldOf(field, 'code')),
  neutralTokens: wholeOf(fieldOf(field, 'neutralTokens'), 0),
})

function hashOf(field: Field): string {
  const hash = textOf(field)
  if (!/^[0-9a-f]{64}$/.test(hash)) throw refusal(field, 'must be a SHA-256 of 64 hex digits')
  return hash
}
