import * as v from 'valibot'
import { recipeLabel } from '../../state/run/directionChoice.ts'
import { recipes } from '../../steering/directionSet.ts'
import { checkKind } from './checkKind.ts'

/** A direction was derived here by this recipe, from the shipped texts. */
export const derived = checkKind(
  'derived',
  v.strictObject({ recipe: v.picklist(recipes) }),
  ({ recipe }, { state }) => {
    if (state.derived.some((set) => set.recipe === recipe)) return { phase: 'held', runs: [] }
    const { derive } = state
    if (derive.phase !== 'done') return { phase: 'open' }
    const values = { ran: recipeLabel(derive.recipe), asked: recipeLabel(recipe) }
    return { phase: 'differs', says: [{ key: 'lesson.differs.recipe', values }] }
  },
)
