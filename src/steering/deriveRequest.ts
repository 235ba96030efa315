import { type ContrastSet, parseRecipeTexts } from './contrastSet.ts'
import { recipes } from './directionSet.ts'
import { type Field, fieldOf, refusal } from './field.ts'
import type { DeriveRequest } from './labEngine.ts'

/** A request that came from outside, with the parts that recipes read. Throws LabError `bad-input` that names the field. */
export function parseDeriveRequest(value: unknown): DeriveRequest {
  const file: Field = { value, name: '', code: 'bad-input' }
  const named = fieldOf(file, 'recipe')
  const recipe = recipes.find((known) => known === named.value)
  if (!recipe) throw refusal(named, `must be one of ${recipes.join(', ')}`)
  const contrast = fieldOf(file, 'contrast')
  return {
    recipe,
    contrast: {
      ...(contrast.value as ContrastSet),
      ...parseRecipeTexts(contrast, (key) => key),
    },
  }
}
