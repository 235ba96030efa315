import { useState } from 'react'
import { RECIPES, recipeLabel } from '../../state/directionChoice.ts'
import { isDeriving } from '../../state/labState.ts'
import type { Recipe } from '../../steering/directionSet.ts'
import { useLab, useLabState } from '../labContext.ts'

/** Derives a direction in this tab, with progress and cancel. */
export function DeriveCard() {
  const lab = useLab()
  const [recipe, setRecipe] = useState<Recipe>('calm-to-desperate')
  const ready = useLabState((state) => state.model.phase === 'ready')
  const derive = useLabState((state) => state.derive)
  const blocked = isDeriving(derive) || !ready
  return (
    <section className="card" aria-label="Derive again">
      <h2>Derive it again</h2>
      <div className="direction">
        <label htmlFor="recipe">Recipe</label>
        <select
          id="recipe"
          value={recipe}
          onChange={(event) => {
            const chosen = RECIPES.find((entry) => entry.recipe === event.target.value)
            if (chosen) setRecipe(chosen.recipe)
          }}
        >
          {RECIPES.map((entry) => (
            <option key={entry.recipe} value={entry.recipe}>
              {entry.label}
            </option>
          ))}
        </select>
      </div>
      <p className="note">Made of: {RECIPES.find((entry) => entry.recipe === recipe)?.made}.</p>
      <div className="runRow">
        <button
          type="button"
          className="primary"
          aria-disabled={blocked}
          onClick={() => {
            if (!blocked) void lab.derive(recipe)
          }}
        >
          Derive
        </button>
        <button
          type="button"
          aria-disabled={derive.phase !== 'deriving'}
          onClick={() => lab.cancelDerive()}
        >
          Cancel
        </button>
      </div>
      <DeriveNews />
    </section>
  )
}

function DeriveNews() {
  const lab = useLab()
  const derive = useLabState((state) => state.derive)
  const ready = useLabState((state) => state.model.phase === 'ready')
  switch (derive.phase) {
    case 'idle':
      return (
        <p className="note">
          {ready
            ? 'The model reads all texts in this tab; it takes a minute or two on two cores.'
            : 'This needs the model. It can start as soon as the status says ready.'}
        </p>
      )
    case 'deriving':
      return (
        <div className="deriving">
          <progress
            aria-label="Deriving"
            max={1}
            {...(derive.total > 0 ? { value: derive.done / derive.total } : {})}
          />
          <p className="note">
            {derive.stage}
            {derive.total > 0 && ` · ${Math.round((100 * derive.done) / derive.total)} %`}
          </p>
        </div>
      )
    case 'cancelling':
      return <p className="note">Cancelling: it ends with the pass that is under way.</p>
    case 'cancelled':
      return <p className="note">Cancelled. Directions derived before are kept.</p>
    case 'failed':
    case 'refused':
      return (
        <p className="problem" role="alert">
          {derive.sentence}
        </p>
      )
    case 'done':
      return (
        <p className="note">
          “{recipeLabel(derive.recipe)}” is derived and kept while this tab is open.{' '}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              lab.edit({ direction: derive.recipe })
              location.hash = '#/lab'
            }}
          >
            Use it in the Lab
          </button>
        </p>
      )
  }
}
