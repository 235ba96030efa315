import type { ContrastSet } from './contrastSet.ts'
import { type ContrastReader, gatherStatistics } from './contrastStatistics.ts'
import { directionsFrom } from './directionRecipe.ts'
import type { Passport, Recipe } from './directionSet.ts'
import { contrastHash } from './hash.ts'
import type { DeriveEvent } from './labEngine.ts'

/** What a passport says that neither the model nor the texts tell. */
type PassportBase = Pick<Passport, 'name' | 'code'>

/**
 * Derives the directions of a recipe from contrast texts, through the port only; the last event is `derived`.
 * Leaving the loop cancels. Throws what `gatherStatistics` and `directionsFrom` throw.
 */
export async function* deriveDirections(
  model: ContrastReader,
  contrast: ContrastSet,
  recipe: Recipe,
  passportBase: PassportBase,
): AsyncGenerator<DeriveEvent> {
  const statistics = yield* gatherStatistics(model, contrast, [recipe])
  const passport = {
    ...passportBase,
    model: model.about.name,
    modelHash: model.about.hash,
    contrastHash: await contrastHash(contrast),
  }
  yield { type: 'derived', directions: directionsFrom(statistics, recipe, passport) }
}
