import { say } from '../../language/say.ts'
import { TERMS, termKey, termNameKey } from '../help/terms.ts'

/** All words that are explained where they stand. */
export function Words() {
  return (
    <>
      <p>{say('about.words.note')}</p>
      <dl className="words">
        {TERMS.map((name) => (
          <div key={name}>
            <dt>{say(termNameKey(name))}</dt>
            <dd>{say(termKey(name))}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
