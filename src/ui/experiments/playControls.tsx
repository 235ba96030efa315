import { useMemo } from 'react'
import type { ExperimentName } from '../../experiments/experiment.ts'
import { say } from '../../language/say.ts'
import { planParts } from '../../state/experiments/experimentEstimate.ts'
import { playTime } from '../../state/experiments/playTime.ts'
import { useLab, useLabState } from '../labContext.ts'
import { timeText } from './timeText.ts'

/** In recorded mode: plays the recorded run of one experiment at its pace, or shows its end. */
export function PlayControls({ name }: { name: ExperimentName }) {
  const lab = useLab()
  const run = useLabState((state) => state.experiments[name].run)
  const ready = useLabState((state) => state.model.phase === 'ready')
  const playing = run.phase === 'playing'
  return (
    <div className="experimentRun">
      <div className="runRow">
        <button
          type="button"
          className="primary"
          aria-disabled={playing || !ready}
          onClick={() => {
            if (!playing && ready) void lab.runExperiment(name)
          }}
        >
          {say(run.phase === 'played' ? 'experiments.playAgain' : 'experiments.play')}
        </button>
        <button type="button" aria-disabled={!playing} onClick={() => lab.showRecordedEnd()}>
          {say('experiments.showEnd')}
        </button>
      </div>
      <News name={name} />
    </div>
  )
}

function News({ name }: { name: ExperimentName }) {
  const run = useLabState((state) => state.experiments[name].run)
  switch (run.phase) {
    case 'playing':
      return (
        <div className="deriving">
          <progress
            aria-label={say('experiments.playing.label')}
            max={run.total}
            value={run.done}
          />
          <p className="note">
            {say('experiments.playing', {
              ...{ done: run.done, total: run.total, time: timeText(run.secondsLeft) },
            })}
          </p>
        </div>
      )
    case 'played':
      return (
        <p className="note" aria-live="polite">
          {say('experiments.played')}
        </p>
      )
    case 'refused':
      return (
        <p className="problem" role="alert">
          {run.sentence}
        </p>
      )
    default:
      return <Before name={name} />
  }
}

/** How long the recorded run took, before it is played. */
function Before({ name }: { name: ExperimentName }) {
  const model = useLabState((state) => state.model)
  const set = useLabState((state) => planParts(state, name).set)
  const own = useLabState((state) => state.experiments[name].texts !== undefined)
  const time = useMemo(() => playTime(name, { model, set }), [name, model, set])
  if (!time) return <p className="note">{say('experiments.needsModel')}</p>
  return (
    <>
      <p className="note">
        {say('experiments.playTime', {
          ...{ time: timeText(time.seconds), measured: time.measured ? 'yes' : 'no' },
        })}
      </p>
      {own && <p className="note">{say('experiments.ownNotRecorded')}</p>}
    </>
  )
}
