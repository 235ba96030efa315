import { Fragment } from 'react'
import { effectText } from '../experiments/effect.ts'
import type { Claim } from '../experiments/experiment.ts'
import type { Figure } from '../experiments/figure.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import { figureTable } from './figureTable.ts'
import { FigureView } from './figureView.tsx'
import { precise } from './numeral.ts'
import { reportStyle } from './reportStyle.ts'
import {
  conditionsInWords,
  controlInWords,
  detectableInWords,
  looksInWords,
  provenance,
  verdictMeanings,
} from './reportWords.ts'
import { staticMarkup } from './staticMarkup.ts'

/** The report of a result as one HTML file: no script, nothing from elsewhere, every text escaped. */
export const reportHtml = (result: ExperimentResult): string =>
  `<!doctype html>\n${staticMarkup(<Report result={result} />).replace(/^<!doctype html>/i, '')}\n`

const policy = "default-src 'none'; style-src 'unsafe-inline'"

function Report({ result }: { result: ExperimentResult }) {
  const { title, question, paper, claims, figures, protocol, controls, skipped } = result
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}: ${result.model.name}`}</title>
        <style>{reportStyle}</style>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          <p className="question">{question}</p>
          <p>
            What the paper found: {paper.found} <span className="quiet">({paper.source})</span>
          </p>
          <h2>What {result.model.name} shows</h2>
          <Summary claims={claims} />
          <p className="quiet">{looksInWords(result.looks)}</p>
          <Sentences name="Skipped" sentences={skipped} />
          <h2>Figures</h2>
          {figures.map((figure) => (
            <Drawn key={figure.name} figure={figure} />
          ))}
          <h2>Claims</h2>
          {claims.map((claim) => (
            <ClaimPart key={claim.name} claim={claim} />
          ))}
          <h2>How it was measured</h2>
          <Sentences name="Protocol" sentences={protocol} />
          <Sentences name="Controls" sentences={controls} />
          <h2>Where the numbers come from</h2>
          <Facts facts={provenance(result)} />
        </main>
      </body>
    </html>
  )
}

function Summary({ claims }: { claims: readonly Claim[] }) {
  const verdicts = [...new Set(claims.map(({ verdict }) => verdict))]
  return (
    <>
      <div className="across">
        <table>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Verdict</th>
              <th scope="col">Effect, 95 % interval</th>
            </tr>
          </thead>
          <tbody>
            {claims.map(({ name, says, verdict, effects: [effect] }) => (
              <tr key={name}>
                <th scope="row">{says}</th>
                <td className="short">{verdict}</td>
                <td>{effect ? effectText(effect) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="quiet">
        {verdicts.map((verdict) => (
          <li key={verdict}>
            {verdict}: {verdictMeanings[verdict]}
          </li>
        ))}
      </ul>
    </>
  )
}

function ClaimPart({ claim }: { claim: Claim }) {
  const { name, says, verdict, rule, effects, controls, n, items } = claim
  return (
    <section>
      <h3>
        {name} <span className={`verdict ${verdict.replaceAll(' ', '-')}`}>{verdict}</span>
      </h3>
      <p>{says}</p>
      <p>{rule}</p>
      <Facts
        facts={[
          ...effects.map((effect): Fact => [effect.name, effectText(effect)]),
          ...controls.map((control): Fact => [`control: ${control.name}`, controlInWords(control)]),
          ['parts of the rule', conditionsInWords(claim)],
          ['smallest effect this run could have seen', detectableInWords(claim)],
          ['n', `${n} ${items}`],
        ]}
      />
    </section>
  )
}

function Drawn({ figure }: { figure: Figure }) {
  return (
    <section>
      <h3>{figure.title}</h3>
      <p>{figure.sentence}</p>
      <figure>
        <div className="wide">
          <FigureView figure={figure} width={720} />
        </div>
        <div className="narrow">
          <FigureView figure={figure} width={326} />
        </div>
      </figure>
      <details>
        <summary>The numbers as a table</summary>
        <Numbers figure={figure} />
      </details>
    </section>
  )
}

function Numbers({ figure }: { figure: Figure }) {
  const { columns, rows } = figureTable(figure)
  const named = columns.map((name, i) => ({ name, key: `column ${i}` }))
  const keyed = rows.map((row, i) => ({ row, key: `row ${i}` }))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="scroll" aria-label={`${figure.title}, numbers`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {named.map(({ name, key }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed.map(({ row, key }) => (
            <tr key={key}>
              {named.map((column, i) => (
                <td key={column.key}>{cellText(row[i] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const cellText = (cell: string | number | null): string =>
  typeof cell === 'number' ? precise(cell) : (cell ?? '–')

type Fact = [name: string, value: string]

function Facts({ facts }: { facts: readonly Fact[] }) {
  const keyed = facts.map(([name, value], i) => ({ name, value, key: `fact ${i}` }))
  return (
    <dl>
      {keyed.map(({ name, value, key }) => (
        <Fragment key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Sentences({ name, sentences }: { name: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <>
      <h3>{name}</h3>
      <ul>
        {sentences
          .map((sentence, i) => ({ sentence, key: `${name} ${i}` }))
          .map(({ sentence, key }) => (
            <li key={key}>{sentence}</li>
          ))}
      </ul>
    </>
  )
}
