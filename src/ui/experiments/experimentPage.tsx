import { useEffect, useState } from 'react'
import type { Experiment } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import { planParts } from '../../state/experimentEstimate.ts'
import { recordedResult } from '../../state/recordedResults.ts'
import { useLab, useLabState } from '../labContext.ts'
import { EmotionMapPanel } from './emotionMapPanel.tsx'
import { Findings } from './findings.tsx'
import { OwnTexts } from './ownTexts.tsx'
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
  const shown = entry.result ?? entry.partial ?? recorded
  return (
    <div className="findings">
      <section className="card" aria-labelledby="question">
        <h2 className="title">{title}</h2>
        <p className="question" id="question">
          {question}
        </p>
        <p className="note">
          <strong>The paper, on a large model:</strong> {paper.found}{' '}
          <span className="soft">({paper.source})</span>
        </p>
        <RunControls name={name} />
        <OwnTexts experiment={experiment} />
      </section>
      {name === 'map' && <EmotionMapPanel />}
      {shown ? (
        <Findings
          result={shown}
          standing={
            entry.result
              ? 'run here'
              : entry.partial
                ? 'so far'
                : entry.texts === undefined
                  ? 'recorded'
                  : 'recorded with the shipped texts'
          }
        />
      ) : (
        <p className="card empty">Nothing is recorded of this experiment yet. Run it to see.</p>
      )}
      <Protocol experiment={experiment} result={shown} />
    </div>
  )
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
