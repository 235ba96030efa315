import { useMemo } from 'react'
import type { ExperimentName } from '../../experiments/experiment.ts'
import { say } from '../../language/say.ts'
import { isMeasuring } from '../../state/experiments/experimentEntry.ts'
import { estimateOf, planParts } from '../../state/experiments/experimentEstimate.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { capital, timeText } from './timeText.ts'

/** Runs, pauses and forgets one experiment, and says where it is. */
export function RunControls({ name }: { name: ExperimentName }) {
  const lab = useLab()
  const { run, note } = useLabState((state) => state.experiments[name])
  const ready = useLabState((state) => state.model.phase === 'ready')
  const busy = isMeasuring(run)
  const begun = run.phase === 'paused' || run.phase === 'failed'
  const over = begun || run.phase === 'done'
  const control = useControl('run')
  return (
    <div className="experimentRun">
      <div className="runRow">
        {control !== 'hidden' && (
          <button
            type="button"
            className="primary"
            aria-disabled={busy || !ready}
            {...keptProps(control, 'run-lock')}
            onClick={() => {
              if (!busy && ready) void lab.runExperiment(name)
            }}
          >
            {say(
              begun
                ? 'experiments.resume'
                : run.phase === 'done'
                  ? 'experiments.runAgain'
                  : 'experiments.run',
            )}
          </button>
        )}
        <LockSign control="run" id="run-lock" />
        <button
          type="button"
          aria-disabled={run.phase !== 'running'}
          onClick={() => lab.pauseExperiment()}
        >
          {say('experiments.pause')}
        </button>
        <Help about="experiment" />
        {over && (
          <button type="button" className="quiet" onClick={() => void lab.resetExperiment(name)}>
            {say('experiments.forget')}
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
      return <p className="note">{say('experiments.starting')}</p>
    case 'running':
      return (
        <div className="deriving">
          <progress aria-label={say('experiments.measuring')} max={run.total} value={run.done} />
          <p className="note">
            {run.secondsLeft === null
              ? say('experiments.running', { done: run.done, total: run.total })
              : say('experiments.runningLeft', {
                  ...{ done: run.done, total: run.total, time: timeText(run.secondsLeft) },
                })}
          </p>
        </div>
      )
    case 'pausing':
      return <p className="note">{say('experiments.pausing')}</p>
    case 'paused':
      return (
        <p className="note">{say('experiments.pausedAt', { done: run.done, total: run.total })}</p>
      )
    case 'analyzing':
      return <p className="note">{say('experiments.analyzing')}</p>
    case 'done':
      return <p className="note">{say('experiments.done')}</p>
    case 'playing':
    case 'played':
      return null // shown by PlayControls, in recorded mode
    case 'refused':
      return (
        <p className="problem" role="alert">
          {run.sentence}
        </p>
      )
    case 'failed':
      return (
        <p className="problem" role="alert">
          {run.sentence} {say('experiments.partsKept', { done: run.done, total: run.total })}
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
  if (!estimate) return <p className="note">{say('experiments.needsModel')}</p>
  return (
    <>
      <p className="note">
        {say('experiments.estimate', {
          time: capital(timeText(estimate.seconds)),
          ...{ parts: estimate.parts, count: String(estimate.parts) },
        })}
      </p>
      {estimate.skipped.map((sentence) => (
        <p className="note" key={sentence} lang="en">
          {sentence}
        </p>
      ))}
    </>
  )
}
