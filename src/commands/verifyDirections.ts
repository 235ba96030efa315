import { cosine } from '../math/vector.ts'
import type { ContrastSet } from '../steering/contrastSet.ts'
import { gatherStatistics } from '../steering/contrastStatistics.ts'
import { directionsFrom } from '../steering/directionRecipe.ts'
import type { Recipe } from '../steering/directionSet.ts'
import { parseEncodedArray } from '../steering/encodedArray.ts'
import type { SteerableModel } from '../steering/steerableModel.ts'
import { type CheckList, relativeError } from './checkList.ts'

export interface GoldenDirections {
  pairs_mean: unknown
  pairs_mean_minus_neutral_pcs: unknown
  feel_last: unknown
  calm_to_desperate: unknown
  neutral_components_removed: number[]
  median_norm: unknown
  neutral_mean: unknown
  reading_sd: unknown
  neutral_tokens: number
}

const fields: readonly [Recipe, keyof GoldenDirections][] = [
  ['pairs', 'pairs_mean'],
  ['pairs-minus-neutral', 'pairs_mean_minus_neutral_pcs'],
  ['feel', 'feel_last'],
  ['calm-to-desperate', 'calm_to_desperate'],
]

/** Derives every recipe once more and compares directions (as 1 − cosine), norms, means and reading SD by block. */
export async function verifyDirections(
  model: SteerableModel,
  golden: GoldenDirections,
  contrast: ContrastSet,
  checks: CheckList,
): Promise<void> {
  const { nLayers, dModel } = model.about
  const gathering = gatherStatistics(
    model,
    contrast,
    fields.map(([recipe]) => recipe),
  )
  let event = await gathering.next()
  while (!event.done) {
    const { stage, done, total } = event.value
    process.stderr.write(`\r${stage}: ${done} of ${total}    `)
    event = await gathering.next()
  }
  process.stderr.write('\n')
  const statistics = event.value
  const of = (name: keyof GoldenDirections) => parseEncodedArray(golden[name], name).values
  const row = (values: Float32Array, layer: number) =>
    values.subarray(layer * dModel, (layer + 1) * dModel)
  const passport = {
    name: 'verified',
    model: model.about.name,
    modelHash: '',
    contrastHash: '',
    code: '',
  }
  for (const [recipe, name] of fields) {
    const set = directionsFrom(statistics, recipe, passport)
    const expected = of(name)
    for (let layer = 8; layer < nLayers; layer++)
      checks.add(
        `direction ${recipe}, blocks 8 and on (1 − cosine)`,
        1 - cosine(row(set.directions, layer), row(expected, layer)),
        1e-4,
      )
    if (recipe !== 'calm-to-desperate') continue
    checks.add(
      'typical norms, relative error',
      worstRelative(set.typicalNorms, of('median_norm')),
      1e-3,
    )
    checks.add('reading SD, relative error', worstRelative(set.readingSd, of('reading_sd')), 1e-3)
    for (let layer = 0; layer < nLayers; layer++)
      checks.add(
        'neutral means, relative error',
        relativeError(row(set.neutralMeans, layer), row(of('neutral_mean'), layer)),
        1e-3,
      )
    const removed = golden.neutral_components_removed
    checks.add(
      'neutral components: blocks that differ',
      set.neutralComponents.filter((count, layer) => count !== removed[layer]).length,
      0,
    )
    checks.add('neutral tokens', Math.abs(set.passport.neutralTokens - golden.neutral_tokens), 0)
  }
}

function worstRelative(own: Float32Array, expected: Float32Array): number {
  return own.reduce((worst, value, i) => {
    const other = expected[i] ?? Number.NaN
    return Math.max(worst, Math.abs(value - other) / Math.abs(other))
  }, 0)
}
