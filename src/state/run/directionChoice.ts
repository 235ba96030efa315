import { say } from '../../language/say.ts'
import type { DirectionSet, Passport, Recipe } from '../../steering/directionSet.ts'
import type { LoadedModel } from '../../steering/labEngine.ts'

/** A direction that the Lab can steer along. */
export interface DirectionChoice {
  key: string // 'shipped', or the recipe of one that was derived here
  label: string
  set: DirectionSet
}

/** The recipes, the usual one first. */
export const RECIPES: readonly Recipe[] = [
  'calm-to-desperate',
  'pairs-minus-neutral',
  'feel',
  'pairs',
]

export const recipeLabel = (recipe: Recipe): string => say(`recipe.${recipe}`)

/** What a recipe makes a direction of. */
export const recipeMade = (recipe: Recipe): string => say(`recipe.${recipe}.made`)

/** The name of a direction; the usual one is said in the language of the page. */
export const directionName = ({ name }: Pick<Passport, 'name'>): string =>
  name === 'calm to desperate' ? say('direction.calmToDesperate') : name

/** What can be chosen now: the shipped direction if the model has one, then those derived in this tab, or replayed. */
export function directionChoices(
  model: Pick<LoadedModel, 'direction' | 'recorded'> | null,
  derived: readonly DirectionSet[],
): DirectionChoice[] {
  const shipped = model?.direction
  const own = derived.map((set) => ({
    key: set.recipe,
    label: say(model?.recorded ? 'direction.replayed' : 'direction.derived', {
      name: recipeLabel(set.recipe),
    }),
    set,
  }))
  return shipped
    ? [
        {
          key: 'shipped',
          label: say('direction.shipped', { name: directionName(shipped.passport) }),
          set: shipped,
        },
        ...own,
      ]
    : own
}

/** The chosen direction; a choice that is gone falls back to the first there is, null when there is none. */
export function chosenDirection(
  choices: readonly DirectionChoice[],
  key: string,
): DirectionChoice | null {
  return choices.find((choice) => choice.key === key) ?? choices[0] ?? null
}
