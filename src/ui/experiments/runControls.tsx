import { useMemo } from 'react'
import type { ExperimentName } from '../../experiments/experiment.ts'
import { isMeasuring } from '../../state/experimentEntry.ts'
import { estimateOf, planParts } from '../../state/experimentEstimate.ts'
import { useLab, useLabState } from '../labContext.ts'

/** Runs, pauses and forgets one experiment, and says where it is. */
export function RunControls({ name }: { name: ExperimentName }) {
  const lab = useLab()
  const { run, note } = useLabState((state) => state.experiments[name])
  const ready = useLabState((state) => state.model.phase === 'ready')
  const busy = isMeasuring(run)
  const begun = run.phase === 'paused' || run.phase === 'failed'
  const over = begun || run.phase === 'done'
  return (
    <div className="experimentRun">
      <div className="runRow">
        <button
          type="button"
          className="primary"
          aria-disabled={busy || !ready}
          onClick={() => {
            if (!busy && ready) void lab.runExperiment(name)
          }}
        >
          {begun ? 'Resume' : run.phase === 'done' ? 'Run again' : 'Run'}
        </button>
        <button
          type="button"
          aria-disabled={run.phase !== 'running'}
          onClick={() => lab.pauseExperiment()}
        >
          Pause
        </button>
        {over && (
          <button type="button" className="quiet" onClick={() => void lab.resetExperiment(name)}>
            Forget what was measured
          </button>
        )}
      </div>
      <News name={name} />
      {note && <p className="note">{note}</p>}
    </div>
  )
}

function News({ name }: { name: ExperimentName }) {
  const run = useLabState((state) => state.experiments[name].run)
  switch (run.phase) {
    case 'idle':
      return <Estimate name={name} />
    case 'starting':
      return <p className="note">Starting.</p>
    case 'running':
      return (
        <div className="deriving">
          <progress aria-label="Measuring" max={run.total} value={run.done} />
          <p className="note">
            {run.done} of {run.total} parts
            {run.secondsLeft !== null && ` · ${timeText(run.secondsLeft)} left`}. The Lab stays
            usable: the model takes turns.
          </p>
        </div>
      )
    case 'pausing':
      return <p className="note">Pausing: it ends with the pass that is under way.</p>
    case 'paused':
      return (
        <p className="note">
          Paused at {run.done} of {run.total} parts, which are kept in this browser.
        </p>
      )
    case 'analyzing':
      return <p className="note">All parts are measured. Working out what they say.</p>
    case 'done':
      return <p className="note">Run on the loaded model, in this browser.</p>
    case 'refused':
      return (
        <p className="problem" role="alert">
          {run.sentence}
        </p>
      )
    case 'failed':
      return (
        <p className="problem" role="alert">
          {run.sentence} {run.done} of {run.total} parts are kept.
        </p>
      )
  }
}

/** How long a run takes on the loaded model, and what it skips, before it is started. */
function Estimate({ name }: { name: ExperimentName }) {
  const model = useLabState((state) => state.model)
  const set = useLabState((state) => planParts(state, name).set)
  const texts = useLabState((state) => state.experiments[name].texts)
  const estimate = useMemo(() => estimateOf(name, { model, set, texts }), [name, model, set, texts])
  if (!estimate)
    return (
      <p className="note">This needs a model with a direction. It can start once one is ready.</p>
    )
  return (
    <>
      <p className="note">
        {timeText(estimate.seconds).replace('about', 'About')} on this device, in {estimate.parts}{' '}
        parts. It can be paused, and goes on after a reload.
      </p>
      {estimate.skipped.map((sentence) => (
        <p className="note" key={sentence}>
          {sentence}
        </p>
      ))}
    </>
  )
}

/** Seconds in words that do not pretend to know better. */
function timeText(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} seconds`
  return `about ${Math.ceil(seconds / 60)} minutes`
}
