import { useId, useState } from 'react'
import type { Experiment } from '../../experiments/experiment.ts'
import { useLab, useLabState } from '../labContext.ts'

/** Own texts instead of the shipped ones, as JSON of the same form. They are checked when they are used, and again when the
 * experiment runs. */
export function OwnTexts({ experiment }: { experiment: Experiment }) {
  const { name, texts: shipped, textsHelp } = experiment
  const id = useId()
  const lab = useLab()
  const texts = useLabState((state) => state.experiments[name].texts)
  const [typed, setTyped] = useState(() => JSON.stringify(texts ?? shipped, null, 2))
  const [problem, setProblem] = useState('')
  const use = async () => {
    try {
      setProblem((await lab.setTexts(name, JSON.parse(typed))) ?? '')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      setProblem(`This is not JSON (${reason}). Correct it, then use it again.`)
    }
  }
  return (
    <details className="ownTexts">
      <summary>
        {texts === undefined ? 'The texts, and using your own' : 'Your own texts are used'}
      </summary>
      <p className="note">{textsHelp}</p>
      <label htmlFor={id} className="hidden">
        Texts, as JSON
      </label>
      <textarea
        id={id}
        rows={14}
        spellCheck={false}
        value={typed}
        aria-invalid={problem !== ''}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="runRow">
        <button type="button" onClick={() => void use()}>
          Use these texts
        </button>
        {texts !== undefined && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              void lab.setTexts(name, undefined)
              setTyped(JSON.stringify(shipped, null, 2))
              setProblem('')
            }}
          >
            Back to the shipped texts
          </button>
        )}
      </div>
      <p className="problem" role="alert">
        {problem !== '' && `${problem} The texts in use before stay in use.`}
      </p>
    </details>
  )
}
