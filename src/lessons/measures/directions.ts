import * as v from 'valibot'
import { lastModel } from '../../state/model/modelPhase.ts'
import { directionCosines } from '../../steering/directionCosines.ts'
import { recipes } from '../../steering/directionSet.ts'
import { measureKind } from './measureKind.ts'

/** The cosine, −1 … 1, of a direction derived here with the shipped or another derived one, at a block counted from 0. */
export const cosineOf = measureKind(
  'cosine',
  'plain',
  v.strictObject({
    recipe: v.picklist(recipes),
    with: v.optional(v.picklist(['shipped', ...recipes]), 'shipped'),
    block: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 14),
  }),
  ({ recipe, with: other, block }, { state }) => {
    const derived = (name: string) => state.derived.find((set) => set.recipe === name)
    const own = derived(recipe)
    const rest = other === 'shipped' ? lastModel(state.model)?.direction : derived(other)
    if (!own || !rest || own.dModel !== rest.dModel || own.nLayers !== rest.nLayers) return null
    return directionCosines(own, rest)[block] ?? null
  },
)
