import type { ExperimentResult } from '../../experiments/result.ts'
import { ClaimCard } from './claimCard.tsx'
import { FigureCard } from './figureCard.tsx'
import { ResultFiles } from './resultFiles.tsx'
import { ResultTable } from './resultTable.tsx'

const standings = {
  'run here': 'run in this browser',
  'so far': 'so far, with parts still to come: no verdict yet',
  recorded: 'recorded',
}

/** What a result says: a verdict for each claim, then the figures and the items. */
export function Findings({
  result,
  standing,
}: {
  result: ExperimentResult
  standing: keyof typeof standings
}) {
  const { claims, figures, items, looks, model } = result
  return (
    <>
      <section className="card" aria-labelledby="verdicts">
        <div className="cardHead">
          <h2 id="verdicts">Verdicts</h2>
          <span className="standing">
            {standings[standing]} · {model.name}, {model.device === 'wasm' ? 'CPU' : 'GPU'}
          </span>
        </div>
        <ul className="claims">
          {claims.map((claim) => (
            <ClaimCard key={claim.name} claim={claim} final={standing !== 'so far'} />
          ))}
        </ul>
        <p className="note">
          {looks} effects were looked at here, each with its own 95 % interval: one in twenty such
          intervals misses by chance.
        </p>
      </section>
      {figures.map((figure) => (
        <FigureCard key={figure.name} figure={figure} />
      ))}
      <section className="card" aria-label="Items and files">
        <h2>All items, and files to keep</h2>
        <ResultFiles result={result} />
        <details>
          <summary>{items.rows.length} items, as a table</summary>
          <ResultTable label="Items" table={items} />
        </details>
      </section>
    </>
  )
}
