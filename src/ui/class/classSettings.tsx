import { say } from '../../language/say.ts'
import { CLASS_LIMITS } from '../../state/class/classPlan.ts'
import { pushInWords, signed } from '../../state/numberText.ts'
import { RECIPES, recipeLabel } from '../../state/run/directionChoice.ts'
import { COEFFICIENT_LIMIT, COEFFICIENT_STEP, type Draft } from '../../state/run/draft.ts'
import { useLab } from '../labContext.ts'
import { Choice } from './choice.tsx'
import { changeDraft } from './classForm.ts'
import { ClassNumber } from './classNumber.tsx'
import { ClassSeed } from './classSeed.tsx'

/** With what the Lab begins. */
export function ClassSettings({ draft }: { draft: Draft }) {
  const { store } = useLab()
  const { prompt, form, direction, coefficient } = draft
  return (
    <section className="card" aria-labelledby="class-settings">
      <div className="cardHead">
        <h2 id="class-settings">{say('class.make.settings')}</h2>
        <button type="button" className="quiet" onClick={() => changeDraft(store.getState().draft)}>
          {say('class.make.settings.take')}
        </button>
      </div>
      <p className="note">{say('class.make.settings.note')}</p>
      <div className="classFields">
        <div className="field wide">
          <label htmlFor="class-prompt">{say('lab.prompt')}</label>
          <textarea
            id="class-prompt"
            rows={2}
            lang="en"
            maxLength={CLASS_LIMITS.prompt}
            value={prompt}
            onChange={(event) => changeDraft({ prompt: event.target.value })}
          />
        </div>
        <Choice
          id="class-form"
          label={say('lab.form')}
          value={form}
          options={(['chat', 'continuation'] as const).map((value) => ({
            value,
            label: say(`lab.form.${value}`),
          }))}
          onChoose={(chosen) => changeDraft({ form: chosen })}
        />
        <Choice
          id="class-direction"
          label={say('lab.direction')}
          value={direction}
          options={[
            { value: 'shipped', label: say('class.make.direction.shipped') },
            ...RECIPES.map((recipe) => ({
              value: recipe,
              label: say('class.make.direction.derived', { name: recipeLabel(recipe) }),
            })),
          ]}
          onChoose={(chosen) => changeDraft({ direction: chosen })}
        />
        <div className="field">
          <label htmlFor="class-push">
            {say('class.make.push', { push: signed(coefficient, 2) })}
          </label>
          <input
            id="class-push"
            type="range"
            min={-COEFFICIENT_LIMIT}
            max={COEFFICIENT_LIMIT}
            step={COEFFICIENT_STEP}
            value={coefficient}
            aria-valuetext={pushInWords(coefficient)}
            onChange={(event) => changeDraft({ coefficient: event.target.valueAsNumber })}
          />
        </div>
        <ClassSeed draft={draft} />
      </div>
      <details>
        <summary>{say('class.make.settings.more')}</summary>
        <MoreSettings draft={draft} />
      </details>
    </section>
  )
}

function MoreSettings({ draft }: { draft: Draft }) {
  return (
    <div className="classFields">
      {(['temperature', 'maxTokens', 'topK', 'topP', 'repetitionPenalty'] as const).map((field) => (
        <ClassNumber key={field} field={field} draft={draft} />
      ))}
      <ClassNumber field="steerBlock" draft={draft} />
      <ClassNumber field="readBlock" draft={draft} />
      <div className="field">
        <label htmlFor="class-draw">{say('class.make.draw')}</label>
        <input
          id="class-draw"
          type="number"
          min={1}
          step={1}
          value={Number.isNaN(draft.draw) ? '' : draft.draw}
          onChange={(event) => changeDraft({ draw: event.target.valueAsNumber })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.watch}
          onChange={(event) => changeDraft({ watch: event.target.checked })}
        />
        {say('class.make.watch')}
      </label>
      <div className="field">
        <label htmlFor="class-threshold">{say('class.make.threshold')}</label>
        <input
          id="class-threshold"
          type="number"
          step={0.1}
          value={draft.alarmThreshold}
          onChange={(event) => changeDraft({ alarmThreshold: event.target.value })}
        />
      </div>
    </div>
  )
}
