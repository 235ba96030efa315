import { LabError } from '../labError.ts'
import { Covariance } from '../math/covariance.ts'
import { type PrincipalComponents, principalComponents } from '../math/principalComponents.ts'
import { median } from '../math/statistics.ts'
import type { SymmetricMatrix } from '../math/symmetricMatrix.ts'
import { meanOfRows, norm } from '../math/vector.ts'
import {
  type ContrastSequence,
  feelSequences,
  neutralSequences,
  pairSequences,
} from './contrastSequences.ts'
import type { ContrastSet } from './contrastSet.ts'
import type { Recipe } from './directionSet.ts'
import { recipeHash } from './hash.ts'
import { residPost } from './hookPoint.ts'
import type { DeriveEvent } from './labEngine.ts'
import type { SteerableModel } from './steerableModel.ts'
import { yieldToEvents } from './yieldToEvents.ts'

/** What the recipes need of a model's residuals; parts that no asked recipe needs are null. */
export interface ContrastStatistics {
  nLayers: number
  dModel: number
  pairs: Float64Array | null // (nLayers, dModel), mean desperate − mean calm over texts
  feel: Float64Array | null // (nLayers, dModel), the same at the last tokens of the templates
  neutral: NeutralStatistics
  recipeHashes: ReadonlyMap<Recipe, string> // of those asked for
}

/** Over all tokens of the neutral answers, by block. */
export interface NeutralStatistics {
  tokens: number
  typicalNorms: Float32Array // (nLayers)
  means: Float32Array // (nLayers, dModel)
  covariances: SymmetricMatrix[] // (nLayers) of (dModel)
  components: PrincipalComponents[] | null // (nLayers), those that hold half of the variance
}

export type DeriveProgress = Extract<DeriveEvent, { type: 'progress' }>
export type ContrastReader = Pick<SteerableModel, 'about' | 'tokenize' | 'capture'>

const needs = {
  pairs: ['pairs', 'pairs-minus-neutral', 'calm-to-desperate'],
  feel: ['feel', 'calm-to-desperate'],
  components: ['pairs-minus-neutral', 'calm-to-desperate'],
} as const satisfies Record<string, readonly Recipe[]>

/**
 * Reads the contrast texts once for all the recipes asked for; what it returns is for `directionsFrom`.
 * Leaving the loop cancels. Throws LabError for texts too short to read and for residuals that are not finite.
 */
export async function* gatherStatistics(
  model: ContrastReader,
  contrast: ContrastSet,
  recipes: readonly Recipe[],
): AsyncGenerator<DeriveProgress, ContrastStatistics> {
  const { nLayers, dModel } = model.about
  const asked = (part: readonly Recipe[]) => recipes.some((recipe) => part.includes(recipe))
  const pairTexts = asked(needs.pairs) ? await pairSequences(model, contrast) : []
  const feelTexts = asked(needs.feel) ? await feelSequences(model, contrast) : []
  const neutralTexts = await neutralSequences(model, contrast)
  const pairs = pairTexts.length > 0 ? yield* meanDifference(model, 'pairs', pairTexts) : null
  const feel = feelTexts.length > 0 ? yield* meanDifference(model, 'feel', feelTexts) : null
  const neutral = yield* gatherNeutral(model, neutralTexts)
  if (asked(needs.components)) {
    neutral.components = []
    for (const [layer, covariance] of neutral.covariances.entries()) {
      neutral.components.push(principalComponents(covariance, 0.5))
      yield await progress('components', layer + 1, nLayers)
    }
  }
  const recipeHashes = new Map<Recipe, string>()
  for (const recipe of recipes) {
    const reads = (part: readonly Recipe[]) => part.includes(recipe)
    const texts = [
      ...(reads(needs.pairs) ? pairTexts : []),
      ...(reads(needs.feel) ? feelTexts : []),
      ...neutralTexts,
    ]
    recipeHashes.set(recipe, await recipeHash(recipe, texts))
  }
  return { nLayers, dModel, pairs, feel, neutral, recipeHashes }
}

/** Mean over desperate texts minus mean over calm texts, each text the mean of its read positions. */
async function* meanDifference(
  model: ContrastReader,
  stage: string,
  sequences: ContrastSequence[],
): AsyncGenerator<DeriveProgress, Float64Array> {
  const { nLayers, dModel } = model.about
  const difference = new Float64Array(nLayers * dModel) // (nLayers, dModel)
  const texts = { calm: 0, desperate: 0, neutral: 0 }
  for (const { side } of sequences) texts[side]++
  for await (const { index, residual } of readBlocks(model, sequences)) {
    const { side } = sequences[index]!
    const weight = (side === 'desperate' ? 1 : -1) / texts[side]
    for (let layer = 0; layer < nLayers; layer++) {
      const mean = meanOfRows(blockOf(residual, layer, nLayers), dModel)
      for (let i = 0; i < dModel; i++) difference[layer * dModel + i]! += weight * mean[i]!
    }
    yield await progress(stage, index + 1, sequences.length)
  }
  if (!difference.every(Number.isFinite)) throw notFinite(stage)
  return difference
}

async function* gatherNeutral(
  model: ContrastReader,
  sequences: ContrastSequence[],
): AsyncGenerator<DeriveProgress, NeutralStatistics> {
  const { nLayers, dModel } = model.about
  const tokens = sequences.reduce((sum, { positions }) => sum + positions.length, 0)
  if (tokens < 2)
    throw new LabError('bad-input', 'neutral_answers must hold at least two tokens. Add answers.')
  const sums = Array.from({ length: nLayers }, () => new Covariance(dModel))
  const norms = new Float64Array(nLayers * tokens) // (nLayers, tokens)
  let tokensDone = 0
  let work = 0 // multiplications since the last yield
  for await (const { residual, positions } of readBlocks(model, sequences)) {
    for (const [layer, sum] of sums.entries()) {
      const rows = blockOf(residual, layer, nLayers) // (position, dModel)
      sum.add(rows)
      for (let i = 0; i < positions.length; i++)
        norms[layer * tokens + tokensDone + i] = norm(rows.subarray(i * dModel, (i + 1) * dModel))
      work += rows.length * dModel
      if (work < 2e8) continue
      work = 0
      yield await progress('neutral answers', tokensDone, tokens)
    }
    tokensDone += positions.length
    yield await progress('neutral answers', tokensDone, tokens)
  }
  if (!norms.every(Number.isFinite)) throw notFinite('neutral answers')
  const means = new Float32Array(nLayers * dModel) // (nLayers, dModel)
  for (const [layer, sum] of sums.entries()) means.set(sum.mean(), layer * dModel)
  return {
    tokens,
    typicalNorms: Float32Array.from(sums, (_, layer) =>
      median(norms.subarray(layer * tokens, (layer + 1) * tokens)),
    ),
    means,
    covariances: sums.map((sum) => sum.matrix()),
    components: null,
  }
}

const readBlocks = (model: ContrastReader, sequences: ContrastSequence[]) =>
  model.capture({
    sequences: sequences.map(({ ids, positions }) => ({ ids, positions })),
    at: Array.from({ length: model.about.nLayers }, (_, layer) => residPost(layer)),
  })

/** The rows of one block in a residual of (nLayers, position, dModel). */
const blockOf = (residual: Float32Array, layer: number, nLayers: number): Float32Array => {
  const size = residual.length / nLayers
  return residual.subarray(layer * size, (layer + 1) * size)
}

/** Lets waiting messages in, so that a cancel is heard, then tells how far the work is. */
async function progress(stage: string, done: number, total: number): Promise<DeriveProgress> {
  await yieldToEvents()
  return { type: 'progress', stage, done, total }
}

const notFinite = (stage: string): LabError =>
  new LabError(
    'unsupported-model',
    `The model's residuals on the ${stage} are not finite, so that no direction can be made. Try another dtype or device.`,
  )
