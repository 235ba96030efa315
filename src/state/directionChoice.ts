import type { DirectionSet, Recipe } from '../steering/directionSet.ts'

/** A direction that the Lab can steer along. */
export interface DirectionChoice {
  key: string // 'shipped', or the recipe of one that was derived here
  label: string
  set: DirectionSet
}

export const RECIPES: readonly { recipe: Recipe; label: string; made: string }[] = [
  {
    recipe: 'calm-to-desperate',
    label: 'calm to desperate (default)',
    made: '“pairs minus neutral components” plus “feel templates”, each as a unit vector',
  },
  {
    recipe: 'pairs-minus-neutral',
    label: 'pairs minus neutral components',
    made: 'situation pairs, with the main components of neutral answers projected out',
  },
  {
    recipe: 'feel',
    label: 'feel templates',
    made: 'the last token of templates such as “I feel {X}.”',
  },
  {
    recipe: 'pairs',
    label: 'situation pairs',
    made: 'matched situations without emotion words, mean over tokens',
  },
]

export const recipeLabel = (recipe: Recipe): string =>
  RECIPES.find((entry) => entry.recipe === recipe)?.label ?? recipe

/** What can be chosen now: the shipped direction if the model has one, then those derived in this tab. */
export function directionChoices(
  shipped: DirectionSet | null,
  derived: readonly DirectionSet[],
): DirectionChoice[] {
  const own = derived.map((set) => ({
    key: set.recipe,
    label: `${recipeLabel(set.recipe)}, derived here`,
    set,
  }))
  return shipped
    ? [{ key: 'shipped', label: `${shipped.passport.name} (shipped)`, set: shipped }, ...own]
    : own
}

/** The chosen direction; a choice that is gone falls back to the first there is, null when there is none. */
export function chosenDirection(
  choices: readonly DirectionChoice[],
  key: string,
): DirectionChoice | null {
  return choices.find((choice) => choice.key === key) ?? choices[0] ?? null
}
