import { useState } from 'react'
import { type MessageKey, say } from '../../language/say.ts'
import { isDeriving } from '../../state/labState.ts'
import { isRecorded } from '../../state/mode/recordedMode.ts'
import { RECIPES, recipeLabel, recipeMade } from '../../state/run/directionChoice.ts'
import type { Recipe } from '../../steering/directionSet.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'

/** Derives a direction in this tab, with progress and cancel. */
export function DeriveCard() {
  const lab = useLab()
  const [recipe, setRecipe] = useState<Recipe>('calm-to-desperate')
  const ready = useLabState((state) => state.model.phase === 'ready')
  const derive = useLabState((state) => state.derive)
  const recorded = useLabState(isRecorded)
  const blocked = isDeriving(derive) || !ready
  const control = useKept(recipe)
  return (
    <section className="card" aria-label={say('derive.card')}>
      <div className="withHelp">
        <h2>{say('derive.title')}</h2>
        {recorded && <span className="badge">{say('mode.badge')}</span>}
        <Help about="derive" />
      </div>
      <div className="direction">
        <label htmlFor="recipe">{say('derive.recipe')}</label>
        <Help about="recipe" />
        <select
          id="recipe"
          value={recipe}
          onChange={(event) => {
            const chosen = RECIPES.find((each) => each === event.target.value)
            if (chosen) setRecipe(chosen)
          }}
        >
          {RECIPES.map((each) => (
            <option key={each} value={each}>
              {recipeLabel(each)}
            </option>
          ))}
        </select>
      </div>
      <p className="note">{say('derive.madeOf', { what: recipeMade(recipe) })}</p>
      <div className="runRow">
        <button
          type="button"
          className="primary"
          aria-disabled={blocked}
          {...keptProps(control === null ? 'free' : 'locked', 'derive-lock')}
          onClick={() => {
            if (!blocked) void lab.derive(recipe)
          }}
        >
          {say('derive.start')}
        </button>
        {control && <LockSign control={control} id="derive-lock" />}
        <button
          type="button"
          aria-disabled={derive.phase !== 'deriving'}
          onClick={() => lab.cancelDerive()}
        >
          {say('derive.cancel')}
        </button>
      </div>
      <DeriveNews />
    </section>
  )
}

/** What keeps this recipe from being derived in a class; null where nothing does. */
function useKept(recipe: Recipe): 'run' | 'direction' | null {
  const run = useControl('run')
  const direction = useControl('direction')
  const named = useLabState((state) => state.draft.direction === recipe)
  if (run !== 'free') return 'run'
  return direction !== 'free' && !named ? 'direction' : null
}

function DeriveNews() {
  const lab = useLab()
  const derive = useLabState((state) => state.derive)
  const ready = useLabState((state) => state.model.phase === 'ready')
  const recorded = useLabState(isRecorded)
  const idle = recorded ? 'derive.idleRecorded' : 'derive.idleReady'
  switch (derive.phase) {
    case 'idle':
      return <p className="note">{say(ready ? idle : 'derive.idleNoModel')}</p>
    case 'deriving':
      return (
        <div className="deriving">
          <progress
            aria-label={say('derive.progress')}
            max={1}
            {...(derive.total > 0 ? { value: derive.done / derive.total } : {})}
          />
          <p className="note">
            {derive.total > 0
              ? say('derive.share', {
                  stage: stageInWords(derive.stage),
                  percent: Math.round((100 * derive.done) / derive.total),
                })
              : stageInWords(derive.stage)}
          </p>
        </div>
      )
    case 'cancelling':
      return <p className="note">{say('derive.cancelling')}</p>
    case 'cancelled':
      return <p className="note">{say('derive.cancelled')}</p>
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
          {say(recorded ? 'derive.doneRecorded' : 'derive.done', {
            recipe: recipeLabel(derive.recipe),
          })}{' '}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              lab.edit({ direction: derive.recipe })
              location.hash = '#/lab'
            }}
          >
            {say('derive.use')}
          </button>
        </p>
      )
  }
}

const stages: Readonly<Record<string, MessageKey>> = {
  starting: 'derive.starting',
  pairs: 'derive.stage.pairs',
  feel: 'derive.stage.feel',
  'neutral answers': 'derive.stage.neutral',
  components: 'derive.stage.components',
}

/** What the model is at; a stage that the page does not know is shown as the engine calls it. */
function stageInWords(stage: string): string {
  const key = stages[stage]
  return key ? say(key) : stage
}
