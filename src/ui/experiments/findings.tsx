import type { Figure } from '../../experiments/figure.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import { looksInWords } from '../../figures/reportWords.ts'
import { ClaimCard } from './claimCard.tsx'
import { FigureCard } from './figureCard.tsx'
import { ResultFiles } from './resultFiles.tsx'
import { ResultTable } from './resultTable.tsx'

const standings = {
  'run here': 'run in this browser',
  'so far': 'so far, with parts still to come: no verdict yet',
  recorded: 'recorded',
  'recorded with the shipped texts': 'recorded with the shipped texts, not yours',
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
        <p className="note">{looksInWords(looks)}</p>
      </section>
      {figures.map((figure) => (
        <FigureCard key={figure.name} figure={standing === 'so far' ? unjudged(figure) : figure} />
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

/** A figure of a run under way: its sentence would name a verdict that does not stand yet. */
const unjudged = (figure: Figure): Figure => ({
  ...figure,
  sentence: 'So far: parts of the run are still to come, and the verdict comes with the last one.',
})
