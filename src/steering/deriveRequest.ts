import type { ContrastSet } from './contrastSet.ts'
import { recipes } from './directionSet.ts'
import { type Field, fieldOf, itemsOf, refusal, textOf, textsOf } from './field.ts'
import type { DeriveRequest } from './labEngine.ts'

/** A request that came from outside, with the parts that recipes read. Throws LabError `bad-input` that names the field. */
export function parseDeriveRequest(value: unknown): DeriveRequest {
  const file: Field = { value, name: '', code: 'bad-input' }
  const named = fieldOf(file, 'recipe')
  const recipe = recipes.find((known) => known === named.value)
  if (!recipe) throw refusal(named, `must be one of ${recipes.join(', ')}`)
  const contrast = fieldOf(file, 'contrast')
  const feel = fieldOf(contrast, 'feel')
  const pairs = itemsOf(fieldOf(contrast, 'situationPairs'))
  return {
    recipe,
    contrast: {
      ...(contrast.value as ContrastSet),
      situationPairs: pairs.map((pair) => ({
        topic: '',
        person: '',
        calm: textOf(fieldOf(pair, 'calm')),
        desperate: textOf(fieldOf(pair, 'desperate')),
        heldOut: fieldOf(pair, 'heldOut').value === true,
      })),
      feel: {
        templates: textsOf(fieldOf(feel, 'templates')),
        calmWords: textsOf(fieldOf(feel, 'calmWords')),
        desperateWords: textsOf(fieldOf(feel, 'desperateWords')),
      },
      neutralAnswers: itemsOf(fieldOf(contrast, 'neutralAnswers')).map((item) => ({
        user: textOf(fieldOf(item, 'user')),
        answer: textOf(fieldOf(item, 'answer')),
      })),
    },
  }
}
