import { effectText } from '../../experiments/effect.ts'
import type { Claim } from '../../experiments/experiment.ts'
import { controlInWords, detectableInWords } from '../../figures/reportWords.ts'
import { say } from '../../language/say.ts'
import { verdictWords } from '../../state/experiments/verdictWords.ts'

/** One claim: its verdict in a word, its main effect, and behind it the rule, the controls and the rest. */
export function ClaimCard({ claim, final }: { claim: Claim; final: boolean }) {
  const { says, verdict, rule, conditions, effects, controls, detectable, n, items } = claim
  const [effect, ...others] = effects
  return (
    <li className="claim">
      <span className={`verdict ${final ? verdict.replace(' ', '-') : 'at-floor'}`}>
        {final ? verdictWords(verdict) : say('experiments.soFar')}
      </span>
      <div>
        <p lang="en">{says}</p>
        {effect && (
          <p className="numbers" lang="en">
            {effect.name}: {effectText(effect)}
            <span className="soft">
              {' '}
              · {n} {items}
            </span>
          </p>
        )}
        {final && verdict !== 'shown' && (
          <p className="note" lang="en">
            {rule}
          </p>
        )}
        {final && verdict === 'not shown' && detectable !== null && (
          <p className="note">
            {say('experiments.detectableSentence', { effect: detectableInWords(claim) })}
          </p>
        )}
        <details>
          <summary>{say('experiments.rule')}</summary>
          {final && verdict === 'shown' && (
            <p className="note" lang="en">
              {rule}
            </p>
          )}
          <ul className="conditions">
            {conditions.map(({ name, asks, holds }) => (
              <li key={name}>
                <span aria-hidden="true">{holds ? '✓' : '✗'}</span>{' '}
                <span lang="en">
                  {name}: {asks}
                </span>
                <span className="soft">
                  {' '}
                  · {say(holds ? 'experiments.holds' : 'experiments.holdsNot')}
                </span>
              </li>
            ))}
          </ul>
          <dl className="facts">
            {others.map((other) => (
              <div key={other.name} lang="en">
                <dt>{other.name}</dt>
                <dd>{effectText(other)}</dd>
              </div>
            ))}
            {controls.map((control) => (
              <div key={control.name} lang="en">
                <dt>{control.name}</dt>
                <dd>{controlInWords(control)}</dd>
              </div>
            ))}
            {detectable !== null && (
              <div>
                <dt>{say('experiments.detectable')}</dt>
                <dd lang="en">{detectableInWords(claim)}</dd>
              </div>
            )}
          </dl>
        </details>
      </div>
    </li>
  )
}
