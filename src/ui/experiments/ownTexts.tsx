import { useId, useState } from 'react'
import type { Experiment } from '../../experiments/experiment.ts'
import { say } from '../../language/say.ts'
import { Help } from '../help/help.tsx'
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
      setProblem(say('experiments.texts.notJson', { reason }))
    }
  }
  return (
    <details className="ownTexts">
      <summary>
        {say(texts === undefined ? 'experiments.texts.shipped' : 'experiments.texts.own')}
      </summary>
      <p className="note" lang="en">
        {textsHelp}
      </p>
      <label htmlFor={id} className="hidden">
        {say('experiments.texts.field')}
      </label>
      <textarea
        id={id}
        lang="en"
        rows={14}
        spellCheck={false}
        value={typed}
        aria-invalid={problem !== ''}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="runRow">
        <button type="button" onClick={() => void use()}>
          {say('experiments.texts.use')}
        </button>
        <Help about="ownTexts" />
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
            {say('experiments.texts.back')}
          </button>
        )}
      </div>
      <p className="problem" role="alert">
        {problem !== '' && say('experiments.texts.kept', { problem })}
      </p>
    </details>
  )
}
