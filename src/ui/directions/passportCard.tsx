import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { lastModel } from '../../state/model/modelPhase.ts'
import { directionName, recipeLabel } from '../../state/run/directionChoice.ts'
import type { DirectionSet } from '../../steering/directionSet.ts'
import { Help } from '../help/help.tsx'
import { useLabState } from '../labContext.ts'

/** Where the directions come from, so that they can be made again. */
export function PassportCard({ shipped }: { shipped: DirectionSet | null }) {
  const derived = useLabState((state) => state.derived)
  const replayed = useLabState((state) => lastModel(state.model)?.recorded !== undefined)
  const sets = shipped ? [shipped, ...derived] : derived
  if (sets.length === 0) return null
  return (
    <section className="card" aria-label={say('directions.passports')}>
      <div className="withHelp">
        <h2>{say('directions.passports')}</h2>
        <Help about="passport" />
      </div>
      {sets.map((set) => (
        <dl className="facts passport" key={set === shipped ? 'shipped' : set.recipe}>
          <dt>{say('directions.passport.direction')}</dt>
          <dd>
            <strong>{directionName(set.passport)}</strong>{' '}
            {say(
              `directions.passport.${set === shipped ? 'shipped' : replayed ? 'replayed' : 'derived'}`,
            )}
          </dd>
          <dt>{say('directions.passport.recipe')}</dt>
          <dd>
            {recipeLabel(set.recipe)} <Hash hex={set.passport.recipeHash} />
          </dd>
          <dt>{say('directions.passport.model')}</dt>
          <dd>
            {set.passport.model} <Hash hex={set.passport.modelHash} />
          </dd>
          <dt>{say('directions.passport.texts')}</dt>
          <dd>
            <Hash hex={set.passport.contrastHash} />
          </dd>
          <dt>{say('directions.passport.tokens')}</dt>
          <dd>{number(set.passport.neutralTokens)}</dd>
          <dt>{say('directions.passport.madeBy')}</dt>
          <dd>
            {say('brand')} {set.passport.code}
          </dd>
        </dl>
      ))}
    </section>
  )
}

/** The start of a SHA-256, in full on hover. */
function Hash({ hex }: { hex: string }) {
  return (
    <code title={`SHA-256 ${hex}`}>
      {hex.slice(0, 12)}
      {hex.length > 12 && '…'}
    </code>
  )
}
