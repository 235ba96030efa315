import { say } from '../../language/say.ts'
import { useLabState } from '../labContext.ts'
import { TokenText } from './tokenText.tsx'

/** The prompt with its template, as the unsteered model reads it: the same in all lanes. */
export function PromptTokens() {
  const tokens = useLabState((state) => state.lanes[0]?.prompt)
  if (!tokens || tokens.length === 0) return null
  return (
    <section className="card promptTokens" aria-label={say('lab.promptTokens')}>
      <div className="cardHead">
        <h2>{say('lab.promptTokens.title')}</h2>
        <p className="note">{say('lab.promptTokens.note')}</p>
      </div>
      <div className="text small">
        <TokenText tokens={tokens} label={say('lab.promptTokens.label')} />
      </div>
    </section>
  )
}
