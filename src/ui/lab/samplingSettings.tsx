import { spelled } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { useControl } from '../class/useControl.ts'
import { useLabState } from '../labContext.ts'
import { NumberField } from './numberField.tsx'

/** How the next token is drawn, how many, and where the residual stream is pushed and read. */
export function SamplingSettings() {
  const temperature = useLabState((state) => state.draft.temperature)
  const maxTokens = useLabState((state) => state.draft.maxTokens)
  const sampling = useControl('sampling') !== 'hidden'
  const blocks = useControl('blocks') !== 'hidden'
  if (!sampling && !blocks) return null
  return (
    <details className="card settings">
      <summary>
        <h2>{say('lab.settings')}</h2>
        {sampling && (
          <span className="soft">
            {say('lab.settings.now', { temperature: spelled(temperature), tokens: maxTokens })}
          </span>
        )}
      </summary>
      <div className="fields">
        <NumberField field="temperature" step={0.05} />
        <NumberField field="maxTokens" step={1} />
        <NumberField field="topK" step={1} />
        <NumberField field="topP" step={0.01} />
        <NumberField field="repetitionPenalty" step={0.05} />
        {sampling && <span />}
        <NumberField field="steerBlock" step={1} />
        <NumberField field="readBlock" step={1} />
      </div>
      <p className="note">{say('lab.settings.note')}</p>
    </details>
  )
}
