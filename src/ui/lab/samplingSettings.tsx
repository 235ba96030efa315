import { useLabState } from '../labContext.ts'
import { NumberField } from './numberField.tsx'

/** How the next token is drawn, how many, and where the residual stream is pushed and read. */
export function SamplingSettings() {
  const temperature = useLabState((state) => state.draft.temperature)
  const maxTokens = useLabState((state) => state.draft.maxTokens)
  return (
    <details className="card settings">
      <summary>
        <h2>Sampling and blocks</h2>
        <span className="soft">
          temperature {temperature}, {maxTokens} tokens
        </span>
      </summary>
      <div className="fields">
        <NumberField field="temperature" label="Temperature" step={0.05} />
        <NumberField field="maxTokens" label="New tokens" step={1} />
        <NumberField field="topK" label="Top-k" step={1} />
        <NumberField field="topP" label="Top-p" step={0.01} />
        <NumberField field="repetitionPenalty" label="Repetition penalty" step={0.05} />
        <span />
        <NumberField field="steerBlock" label="Steer after block" step={1} />
        <NumberField field="readBlock" label="Read after block" step={1} />
      </div>
      <p className="note">
        The seed decides every draw, and all lanes share it. Changes here hold from the next run on.
      </p>
    </details>
  )
}
