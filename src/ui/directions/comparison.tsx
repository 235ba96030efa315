import { useState } from 'react'
import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { recipeLabel } from '../../state/run/directionChoice.ts'
import { directionCosines } from '../../steering/directionCosines.ts'
import type { DirectionSet } from '../../steering/directionSet.ts'
import { useLabState } from '../labContext.ts'
import { TableBox } from '../tableBox.tsx'
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
    <section className="card" aria-label={say('directions.cosine.card')}>
      <div className="cardHead">
        <h2>{say('directions.cosine.title')}</h2>
        {derived.length > 1 && (
          <span className="direction">
            <label htmlFor="compared">{say('directions.cosine.show')}</label>
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
          <p className="note">{smallest(recipeLabel(set.recipe), cosines)}</p>
        </>
      ) : (
        <p className="empty chartEmpty">{emptyText(phase, shipped, derived.length)}</p>
      )}
      {known && <BlockTable set={known} cosines={cosines} />}
    </section>
  )
}

const smallest = (recipe: string, cosines: readonly number[]): string =>
  cosines.length > 8
    ? say('directions.cosine.smallestFrom8', {
        ...{ recipe, cosine: number(Math.min(...cosines.slice(8)), 4) },
      })
    : say('directions.cosine.smallestOfAll', { recipe, cosine: number(Math.min(...cosines), 4) })

function emptyText(phase: string, shipped: DirectionSet | null, derived: number): string {
  if (phase === 'loading') return say('directions.empty.loading')
  if (phase === 'failed' || phase === 'idle') return say('directions.empty.noModel')
  if (!shipped) return say('directions.empty.noneShipped')
  return derived === 0 ? say('directions.empty.noneDerived') : ''
}

function BlockTable({ set, cosines }: { set: DirectionSet; cosines: number[] | null }) {
  return (
    <details open={!cosines}>
      <summary>{say('directions.blocks.asTable')}</summary>
      <TableBox label={say('directions.blocks')}>
        <table aria-label={say('directions.blocks')}>
          <thead>
            <tr>
              <th scope="col">{say('directions.blocks.block')}</th>
              {cosines && <th scope="col">{say('directions.blocks.cosine')}</th>}
              <th scope="col">{say('directions.blocks.typicalNorm')}</th>
              <th scope="col">{say('directions.blocks.readingSd')}</th>
              <th scope="col">{say('directions.blocks.components')}</th>
            </tr>
          </thead>
          <tbody>
            {Array.from(set.typicalNorms, (norm, block) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is a block, and blocks have no other name.
              <tr key={block}>
                <th scope="row">{block}</th>
                {cosines && <td>{number(cosines[block] ?? Number.NaN, 4)}</td>}
                <td>{number(norm, 1)}</td>
                <td>{number(set.readingSd[block] ?? Number.NaN, 2)}</td>
                <td>{set.neutralComponents[block] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}
