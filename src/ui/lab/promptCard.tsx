import { recordedExample, suggestions } from '../../state/recordedExample.ts'
import { useLab, useLabState } from '../labContext.ts'
import { FieldProblem } from './fieldProblem.tsx'
import { NumberField } from './numberField.tsx'
import { RunButtons } from './runButtons.tsx'

/** What the model is asked, with prompts to choose from. */
export function PromptCard() {
  const lab = useLab()
  const prompt = useLabState((state) => state.draft.prompt)
  const note = useLabState((state) => state.draftNote)
  const refused = useLabState(({ run }) => run.phase === 'refused' && run.field === 'prompt')
  return (
    <section className="card" aria-label="Prompt and run">
      <div className="cardHead">
        <h2>
          <label htmlFor="prompt">Prompt</label>
        </h2>
        <FormChoice />
      </div>
      {note && <p className="note">{note}</p>}
      <textarea
        id="prompt"
        value={prompt}
        rows={3}
        aria-invalid={refused}
        aria-describedby="prompt-problem"
        onChange={(event) => lab.edit({ prompt: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void lab.run()
        }}
      />
      <FieldProblem id="prompt-problem" field="prompt" />
      <div className="chips">
        {suggestions.map((suggestion) => (
          <button
            type="button"
            key={suggestion.prompt}
            aria-pressed={suggestion.prompt === prompt}
            title={
              recordedExample(suggestion.prompt, 0) ? undefined : 'No recorded texts; press Run'
            }
            onClick={() => lab.edit({ prompt: suggestion.prompt })}
          >
            {suggestion.label}
          </button>
        ))}
      </div>
      <div className="runRow">
        <RunButtons />
        <NumberField field="seed" label="Seed" step={1} inline />
      </div>
      <FieldProblem id="model-problem" field="model" />
      <FieldProblem id="derivation-problem" field="derivation" />
    </section>
  )
}

/** Whether the prompt is a message to answer or a text to go on with. */
function FormChoice() {
  const lab = useLab()
  const form = useLabState((state) => state.draft.form)
  return (
    <fieldset className="switch">
      <legend className="hidden">How the prompt is read</legend>
      {(['chat', 'continuation'] as const).map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="form"
            checked={form === value}
            onChange={() => lab.edit({ form: value })}
          />
          <span>{value === 'chat' ? 'Chat' : 'Plain text'}</span>
        </label>
      ))}
    </fieldset>
  )
}
