import { useEffect, useState } from 'react'
import type { Experiment } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import { say, sayWith } from '../../language/say.ts'
import type { ExperimentEntry } from '../../state/experiments/experimentEntry.ts'
import { planParts } from '../../state/experiments/experimentEstimate.ts'
import { recordedResult } from '../../state/experiments/recordedResults.ts'
import { isRecorded } from '../../state/mode/recordedMode.ts'
import { useLab, useLabState } from '../labContext.ts'
import { EmotionMapPanel } from './emotionMapPanel.tsx'
import { Findings, type Standing } from './findings.tsx'
import { OwnTexts } from './ownTexts.tsx'
import { PlayControls } from './playControls.tsx'
import { Protocol } from './protocol.tsx'
import { RunControls } from './runControls.tsx'

/** One experiment: what is asked, what it says here or said when it was recorded, and how to run it. */
export function ExperimentPage({ experiment }: { experiment: Experiment }) {
  const { name, title, question, paper } = experiment
  const lab = useLab()
  const entry = useLabState((state) => state.experiments[name])
  const model = useLabState((state) => state.model)
  const set = useLabState((state) => planParts(state, name).set)
  const recorded = useRecorded(name)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another direction, other measurements are the ones.
  useEffect(() => {
    if (model.phase === 'ready') void lab.recallExperiment(name)
  }, [lab, name, model, set])
  const replays = useLabState(isRecorded)
  const { run } = entry
  const own = replays ? null : (entry.result ?? entry.partial)
  const shown = run.phase === 'playing' ? null : (own ?? recorded)
  return (
    <div className="findings">
      <section className="card" aria-labelledby="question">
        <h2 className="title" lang="en">
          {title}
        </h2>
        <p className="question" id="question" lang="en">
          {question}
        </p>
        <p className="note">
          {sayWith<React.JSX.Element>('experiments.paper', {
            source: paper.source,
            b: (words) => <strong key="b">{words}</strong>,
            found: () => (
              <span key="found" lang="en">
                {paper.found}
              </span>
            ),
            soft: (words) => (
              <span key="soft" className="soft" lang="en">
                {words}
              </span>
            ),
          })}
        </p>
        {replays ? <PlayControls name={name} /> : <RunControls name={name} />}
        <OwnTexts experiment={experiment} />
      </section>
      {name === 'map' && <EmotionMapPanel />}
      {shown ? (
        <Findings result={shown} standing={standingOf(entry, own !== null)} />
      ) : (
        <p className="card empty">
          {say(
            run.phase === 'playing' ? 'experiments.playing.hidden' : 'experiments.nothingRecorded',
          )}
        </p>
      )}
      <Protocol experiment={experiment} result={shown} />
    </div>
  )
}

function standingOf({ result, texts }: ExperimentEntry, own: boolean): Standing {
  if (own) return result ? 'run here' : 'so far'
  return texts === undefined ? 'recorded' : 'recorded with the shipped texts'
}

function useRecorded(name: Experiment['name']): ExperimentResult | null {
  const [recorded, setRecorded] = useState<ExperimentResult | null>(null)
  useEffect(() => {
    let wanted = true
    recordedResult(name).then(
      (result) => wanted && setRecorded(result),
      () => undefined, // a file that does not come leaves the empty state
    )
    return () => {
      wanted = false
    }
  }, [name])
  return recorded
}
