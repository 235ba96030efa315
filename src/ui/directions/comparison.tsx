import { useState } from 'react'
import { recipeLabel } from '../../state/directionChoice.ts'
import { directionCosines } from '../../steering/directionCosines.ts'
import type { DirectionSet } from '../../steering/directionSet.ts'
import { useLabState } from '../labContext.ts'
import { CosineChart } from './cosineChart.tsx'

/** The cosine of a derived direction to the shipped one, by block. */
export function Comparison({ shipped }: { shipped: DirectionSet | null }) {
  const derived = useLabState((state) => state.derived)
  const phase = useLabState((state) => state.model.phase)
  const [chosen, setChosen] = useState('')
  const set = derived.find((each) => each.recipe === chosen) ?? derived.at(-1)
  const known = shipped ?? set
  const cosines = set && shipped ? directionCosines(set, shipped) : null
  return (
    <section className="card" aria-label="Cosine to the shipped direction">
      <div className="cardHead">
        <h2>Cosine to the shipped direction, by block</h2>
        {derived.length > 1 && (
          <span className="direction">
            <label htmlFor="compared">Show</label>
            <select
              id="compared"
              value={set?.recipe}
              onChange={(event) => setChosen(event.target.value)}
            >
              {derived.map(({ recipe }) => (
                <option key={recipe} value={recipe}>
                  {recipeLabel(recipe)}
                </option>
              ))}
            </select>
          </span>
        )}
      </div>
      {cosines && set ? (
        <>
          <CosineChart cosines={cosines} />
          <p className="note">
            Derived here: {recipeLabel(set.recipe)}. Smallest cosine{' '}
            {cosines.length > 8
              ? `from block 8 on: ${Math.min(...cosines.slice(8)).toFixed(4)}`
              : `of all blocks: ${Math.min(...cosines).toFixed(4)}`}
            .
          </p>
        </>
      ) : (
        <p className="empty chartEmpty">{emptyText(phase, shipped, derived.length)}</p>
      )}
      {known && <BlockTable set={known} cosines={cosines} />}
    </section>
  )
}

function emptyText(phase: string, shipped: DirectionSet | null, derived: number): string {
  if (phase === 'loading') return 'The shipped direction is loading with the model.'
  if (phase === 'failed' || phase === 'idle')
    return 'No model is loaded. Load it to see its direction here.'
  if (!shipped)
    return 'This model ships no direction to compare with. Derive one to use it in the Lab.'
  return derived === 0 ? 'Nothing to compare yet. Derive a direction to see how near it comes.' : ''
}

function BlockTable({ set, cosines }: { set: DirectionSet; cosines: number[] | null }) {
  return (
    <details open={!cosines}>
      <summary>By block, as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="tableBox" aria-label="Directions by block" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Block</th>
              {cosines && <th scope="col">Cosine</th>}
              <th scope="col">Typical norm</th>
              <th scope="col">SD of readings</th>
              <th scope="col">Neutral components removed</th>
            </tr>
          </thead>
          <tbody>
            {Array.from(set.typicalNorms, (norm, block) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is a block, and blocks have no other name.
              <tr key={block}>
                <th scope="row">{block}</th>
                {cosines && <td>{cosines[block]?.toFixed(4)}</td>}
                <td>{norm.toFixed(1)}</td>
                <td>{set.readingSd[block]?.toFixed(2)}</td>
                <td>{set.neutralComponents[block] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
