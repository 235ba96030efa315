import './results.css'
import { useMemo, useState } from 'react'
import { say } from '../../language/say.ts'
import { doseFigure } from '../../state/results/doseFigure.ts'
import { doseResponse } from '../../state/results/doseResponse.ts'
import type { Gathered } from '../../state/results/gatherResults.ts'
import { sampleOf } from '../../state/results/learners.ts'
import type { PupilResult } from '../../state/results/pupilResult.ts'
import { encodeResults } from '../../state/results/resultCode.ts'
import { type Study, studyKey } from '../../state/results/study.ts'
import { Help } from '../help/help.tsx'
import { saveFile } from '../saveFile.ts'
import { DosePicture } from './dosePicture.tsx'
import { gatheredIsSaved, gathering, useGathered } from './gatheredHere.ts'
import { GatherForm } from './gatherForm.tsx'
import { StudyChoice } from './studyChoice.tsx'

/** The results of a class come together here, into one picture without names. */
export function ResultsPage() {
  const gathered = useGathered()
  return (
    <div className="results page">
      <title>{`${say('results.page')} · ${say('brand')}`}</title>
      <header>
        <div className="withHelp">
          <h1>{say('results.page')}</h1>
          <Help about="gather" />
        </div>
        <p>{say('results.page.intro')}</p>
      </header>
      <GatherForm />
      <Count gathered={gathered} />
      <Refusals gathered={gathered} />
      {gathered.results.length > 0 && <Picture results={gathered.results} />}
    </div>
  )
}

function Count({ gathered }: { gathered: Gathered }) {
  const { results, repeats, refused, refusedMore, aside } = gathered
  const empty = results.length + repeats + refused.length === 0
  return (
    <div className="runRow">
      <p aria-live="polite">
        {!empty &&
          [
            say('results.page.count', { results: results.length }),
            ...(repeats > 0 ? [say('results.page.repeats', { repeats })] : []),
            ...(refused.length > 0
              ? [say('results.page.refused', { refused: refused.length + refusedMore })]
              : []),
            ...(aside > 0 ? [say('results.page.aside', { aside })] : []),
          ].join(' ')}
      </p>
      {results.length > 0 && (
        <button type="button" onClick={() => void save(results)}>
          {say('results.page.save')}
        </button>
      )}
      {!empty && (
        <button type="button" className="quiet" onClick={() => gathering.clear()}>
          {say('results.page.clear')}
        </button>
      )}
    </div>
  )
}

async function save(results: readonly PupilResult[]): Promise<void> {
  saveFile('class-results.txt', await encodeResults(results), 'text/plain')
  gatheredIsSaved()
}

function Refusals({ gathered: { refused, refusedMore, left } }: { gathered: Gathered }) {
  if (refused.length === 0) return null
  return (
    <section className="card" aria-label={say('results.page.refusals')}>
      <h2>{say('results.page.refusals')}</h2>
      {left.length > 0 && <p className="note">{say('results.page.left')}</p>}
      <ul className="refusals">
        {refused.map(({ name, sentence }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: refusals are only ever added at the end.
          <li key={i}>{say('results.refusal', { name, sentence })}</li>
        ))}
      </ul>
      {refusedMore > 0 && (
        <p className="note">{say('results.page.refusedMore', { more: refusedMore })}</p>
      )}
    </section>
  )
}

function Picture({ results }: { results: readonly PupilResult[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const studies = useMemo(() => studiesOf(results), [results])
  const found = studies.find(({ study }) => studyKey(study) === chosen) ?? studies[0]
  const own = found?.results
  const drawn = useMemo(() => {
    const sample = sampleOf(own ?? [])
    const { learners } = sample
    const figure = learners.length > 0 ? doseFigure(learners, doseResponse(learners)) : null
    return { sample, figure }
  }, [own])
  if (!found) return null
  const { sample, figure } = drawn
  const { source } = found.study
  return (
    <section className="card" aria-label={say('results.figure.title')}>
      <h2>{say('results.figure.title')}</h2>
      {studies.length > 1 && (
        <p className="note">{say('results.page.mixed', { studies: studies.length })}</p>
      )}
      <StudyChoice
        legend={say('results.page.which')}
        studies={studies.map(({ study, results: all }) => ({ study, count: all.length }))}
        unit="results"
        chosen={found.study}
        onChoose={(study) => setChosen(studyKey(study))}
      />
      {figure ? (
        <DosePicture figure={figure} />
      ) : (
        <p className="empty">{say('results.page.rest')}</p>
      )}
      <p className="note">
        {say('results.page.lines', { lines: sample.learners.length })}{' '}
        {sample.sharing > 0 &&
          say(source === 'live' ? 'results.page.sharing' : 'results.page.sharingRecorded', {
            sharing: sample.sharing,
          })}
      </p>
    </section>
  )
}

/** Results by study, the one with most of them first. */
function studiesOf(results: readonly PupilResult[]): { study: Study; results: PupilResult[] }[] {
  const found = new Map<string, { study: Study; results: PupilResult[] }>()
  for (const result of results) {
    const key = studyKey(result.study)
    const entry = found.get(key) ?? { study: result.study, results: [] }
    entry.results.push(result)
    found.set(key, entry)
  }
  return [...found.values()].sort((a, b) => b.results.length - a.results.length)
}
