import { effectText } from '../../experiments/effect.ts'
import type { Claim } from '../../experiments/experiment.ts'
import { controlInWords, detectableInWords } from '../../figures/reportWords.ts'

/** One claim: its verdict in a word, its main effect, and behind it the rule, the controls and the rest. */
export function ClaimCard({ claim, final }: { claim: Claim; final: boolean }) {
  const { says, verdict, rule, conditions, effects, controls, detectable, n, items } = claim
  const [effect, ...others] = effects
  return (
    <li className="claim">
      <span className={`verdict ${final ? verdict.replace(' ', '-') : 'at-floor'}`}>
        {final ? verdict : 'so far'}
      </span>
      <div>
        <p>{says}</p>
        {effect && (
          <p className="numbers">
            {effect.name}: {effectText(effect)}
            <span className="soft">
              {' '}
              · {n} {items}
            </span>
          </p>
        )}
        {final && verdict !== 'shown' && <p className="note">{rule}</p>}
        {final && verdict === 'not shown' && detectable !== null && (
          <p className="note">
            Smallest effect that this run could have seen: {detectableInWords(claim)}.
          </p>
        )}
        <details>
          <summary>Rule and controls</summary>
          {final && verdict === 'shown' && <p className="note">{rule}</p>}
          <ul className="conditions">
            {conditions.map(({ name, asks, holds }) => (
              <li key={name}>
                <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {name}: {asks}
                <span className="soft"> · {holds ? 'holds' : 'does not hold'}</span>
              </li>
            ))}
          </ul>
          <dl className="facts">
            {others.map((other) => (
              <div key={other.name}>
                <dt>{other.name}</dt>
                <dd>{effectText(other)}</dd>
              </div>
            ))}
            {controls.map((control) => (
              <div key={control.name}>
                <dt>{control.name}</dt>
                <dd>{controlInWords(control)}</dd>
              </div>
            ))}
            {detectable !== null && (
              <div>
                <dt>smallest effect that this run could have seen</dt>
                <dd>{detectableInWords(claim)}</dd>
              </div>
            )}
          </dl>
        </details>
      </div>
    </li>
  )
}
