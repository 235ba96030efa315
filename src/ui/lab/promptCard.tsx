import { say } from '../../language/say.ts'
import { offeredPrompts } from '../../state/class/classLocks.ts'
import { recordedExample, suggestions } from '../../state/mode/recordedExample.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { FieldProblem } from './fieldProblem.tsx'
import { NumberField } from './numberField.tsx'
import { RunButtons } from './runButtons.tsx'
import { startRun } from './startRun.ts'

/** What the model is asked, with prompts to choose from. */
export function PromptCard() {
  const lab = useLab()
  const prompt = useLabState((state) => state.draft.prompt)
  const note = useLabState((state) => state.draftNote)
  const refused = useLabState(({ run }) => run.phase === 'refused' && run.field === 'prompt')
  const control = useControl('prompt')
  const hidden = control === 'hidden'
  return (
    <section className="card" aria-label={say('lab.promptAndRun')}>
      <div className="cardHead">
        <div className="withHelp">
          <h2>
            {hidden ? say('lab.prompt') : <label htmlFor="prompt">{say('lab.prompt')}</label>}
            <LockSign control="prompt" id="prompt-lock" />
          </h2>
          {!hidden && <Help about="prompt" />}
        </div>
        <FormChoice />
      </div>
      {note && <p className="note">{note}</p>}
      {!hidden && (
        <textarea
          id="prompt"
          lang="en"
          value={prompt}
          rows={3}
          aria-invalid={refused}
          readOnly={control === 'locked'}
          {...keptProps(control, 'prompt-lock', 'prompt-problem')}
          onChange={(event) => lab.edit({ prompt: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void startRun(lab)
          }}
        />
      )}
      <FieldProblem id="prompt-problem" field="prompt" />
      <Examples prompt={prompt} />
      <div className="runRow">
        <RunButtons />
        <NumberField field="seed" step={1} inline />
      </div>
      <FieldProblem id="model-problem" field="model" />
      <FieldProblem id="derivation-problem" field="derivation" />
      <FieldProblem id="recording-problem" field="recording" />
    </section>
  )
}

/** Prompts to choose from: the usual ones, or those of the class. */
function Examples({ prompt }: { prompt: string }) {
  const lab = useLab()
  const plan = useLabState(({ classroom }) => classroom)
  const control = useControl('examples')
  if (control === 'hidden') return null
  return (
    <div className="chips">
      {offeredPrompts(plan).map((offered) => (
        <button
          type="button"
          key={offered}
          aria-pressed={offered === prompt}
          {...keptProps(control, 'examples-lock')}
          title={recordedExample(offered, 0) ? undefined : say('lab.noExample')}
          onClick={() => lab.edit({ prompt: offered })}
        >
          {exampleLabel(offered)}
        </button>
      ))}
      <LockSign control="examples" id="examples-lock" />
      <Help about="examples" />
    </div>
  )
}

/** The name of a usual example; of another prompt its beginning. */
function exampleLabel(prompt: string): string {
  const usual = suggestions.find((suggestion) => suggestion.prompt === prompt)
  if (usual) return say(usual.label)
  const line = prompt.trim().replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

/** Whether the prompt is a message to answer or a text to go on with. */
function FormChoice() {
  const lab = useLab()
  const form = useLabState((state) => state.draft.form)
  const control = useControl('form')
  if (control === 'hidden') return null
  return (
    <div className="withHelp">
      <fieldset className="switch" aria-disabled={control === 'locked'}>
        <legend className="hidden">{say('lab.form')}</legend>
        {(['chat', 'continuation'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="form"
              checked={form === value}
              {...keptProps(control, 'form-lock')}
              onChange={() => lab.edit({ form: value })}
            />
            <span>{say(`lab.form.${value}`)}</span>
          </label>
        ))}
        <LockSign control="form" id="form-lock" />
      </fieldset>
      <Help about="form" />
    </div>
  )
}
