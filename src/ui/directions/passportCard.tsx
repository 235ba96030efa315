import { recipeLabel } from '../../state/directionChoice.ts'
import type { DirectionSet } from '../../steering/directionSet.ts'
import { useLabState } from '../labContext.ts'

/** Where the directions come from, so that they can be made again. */
export function PassportCard({ shipped }: { shipped: DirectionSet | null }) {
  const derived = useLabState((state) => state.derived)
  const sets = shipped ? [shipped, ...derived] : derived
  if (sets.length === 0) return null
  return (
    <section className="card" aria-label="Passports">
      <h2>Passports</h2>
      {sets.map((set) => (
        <dl className="facts passport" key={set === shipped ? 'shipped' : set.recipe}>
          <dt>Direction</dt>
          <dd>
            <strong>{set.passport.name}</strong> {set === shipped ? '(shipped)' : '(derived here)'}
          </dd>
          <dt>Recipe</dt>
          <dd>
            {recipeLabel(set.recipe)} <Hash hex={set.passport.recipeHash} />
          </dd>
          <dt>Model</dt>
          <dd>
            {set.passport.model} <Hash hex={set.passport.modelHash} />
          </dd>
          <dt>Contrast texts</dt>
          <dd>
            <Hash hex={set.passport.contrastHash} />
          </dd>
          <dt>Neutral tokens</dt>
          <dd>{set.passport.neutralTokens.toLocaleString('en')}</dd>
          <dt>Made by</dt>
          <dd>Evenkeel {set.passport.code}</dd>
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
