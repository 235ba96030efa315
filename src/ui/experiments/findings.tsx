import type { Figure } from '../../experiments/figure.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import { looksInWords } from '../../figures/reportWords.ts'
import { say } from '../../language/say.ts'
import { ClaimCard } from './claimCard.tsx'
import { FigureCard } from './figureCard.tsx'
import { ResultFiles } from './resultFiles.tsx'
import { ResultTable } from './resultTable.tsx'

const standings = {
  'run here': 'experiments.standing.here',
  'so far': 'experiments.standing.soFar',
  recorded: 'experiments.standing.recorded',
  'recorded with the shipped texts': 'experiments.standing.recordedShipped',
} as const

/** Where a result comes from. */
export type Standing = keyof typeof standings

/** What a result says: a verdict for each claim, then the figures and the items. */
export function Findings({ result, standing }: { result: ExperimentResult; standing: Standing }) {
  const { claims, figures, items, looks, model } = result
  return (
    <>
      <section className="card" aria-labelledby="verdicts">
        <div className="cardHead">
          <h2 id="verdicts">{say('experiments.verdicts')}</h2>
          <span className="standing">
            {say(standings[standing])} · {model.name}, {model.device === 'wasm' ? 'CPU' : 'GPU'}
          </span>
        </div>
        <ul className="claims">
          {claims.map((claim) => (
            <ClaimCard key={claim.name} claim={claim} final={standing !== 'so far'} />
          ))}
        </ul>
        <p className="note" lang="en">
          {looksInWords(looks)}
        </p>
      </section>
      {figures.map((figure) => (
        <FigureCard
          key={figure.name}
          figure={standing === 'so far' ? unjudged(figure) : figure}
          note={standing === 'so far' ? say('experiments.unjudged') : undefined}
        />
      ))}
      <section className="card" aria-label={say('experiments.itemsAndFiles')}>
        <h2>{say('experiments.itemsAndFiles.title')}</h2>
        <ResultFiles result={result} />
        <details>
          <summary>{say('experiments.itemsAsTable', { count: items.rows.length })}</summary>
          <ResultTable label={say('experiments.items')} table={items} lang="en" />
        </details>
      </section>
    </>
  )
}

/** A figure of a run under way: its sentence would name a verdict that does not stand yet. Its files are English. */
const unjudged = (figure: Figure): Figure => ({
  ...figure,
  sentence: 'So far: parts of the run are still to come, and the verdict comes with the last one.',
})
