import { useLabState } from '../labContext.ts'
import { TokenText } from './tokenText.tsx'

/** The prompt with its template, as the unsteered model reads it: the same in all lanes. */
export function PromptTokens() {
  const tokens = useLabState((state) => state.lanes[0]?.prompt)
  if (!tokens || tokens.length === 0) return null
  return (
    <section className="card promptTokens" aria-label="Prompt tokens">
      <div className="cardHead">
        <h2>The prompt as it is read</h2>
        <p className="note">by the unsteered model, template included; the same for all lanes</p>
      </div>
      <div className="text small">
        <TokenText tokens={tokens} label="Prompt, token by token" />
      </div>
    </section>
  )
}
