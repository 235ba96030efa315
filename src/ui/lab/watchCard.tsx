import './watch.css'
import { falseAlarmRate } from '../../experiments/earlyWarning/earlyWarningAlarm.ts'
import { watchWindow } from '../../experiments/earlyWarning/watch.ts'
import { type Calibration, calibrationOf, type Watched } from '../../state/calibration.ts'
import { directionIn } from '../../state/labState.ts'
import { lastModel } from '../../state/modelPhase.ts'
import { signed } from '../../state/numberText.ts'
import { thresholdLimits, thresholdProblem, watchThreshold } from '../../state/watchThreshold.ts'
import { useLab, useLabState } from '../labContext.ts'
import { Flag } from './flag.tsx'

/** The switch of the alarm, its threshold, and what is known about how well it warns. */
export function WatchCard() {
  const lab = useLab()
  const on = useLabState((state) => state.draft.watch)
  return (
    <section className="card watch" aria-label="Watch">
      <div className="cardHead">
        <h2>
          <label htmlFor="watch">Watch</label>
        </h2>
        <input
          id="watch"
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells by itself whether it is checked.
          role="switch"
          aria-describedby="watch-note"
          checked={on}
          onChange={(event) => lab.edit({ watch: event.target.checked })}
        />
      </div>
      <p id="watch-note" className="note">
        An alarm on the reading. It goes off where the mean of the last {watchWindow} tokens of a
        reply rises above a threshold, and marks that token with a flag <Flag />. Where the random
        lane alarms as often, it is the size of the push and not its direction.
      </p>
      {on && <Settings />}
    </section>
  )
}

function Settings() {
  const lab = useLab()
  const typed = useLabState((state) => state.draft.alarmThreshold)
  const here = useLabState((state) => state.experiments['early-warning'].result)
  const recorded = useLabState((state) => state.watch.recorded)
  const watched = useWatched()
  const results = { here, recorded }
  const calibration = watched && calibrationOf(results, watched)
  const limit = watchThreshold({ on: true, typed, results, watched })
  const problem = thresholdProblem(typed)
  const calibrated = limit.by === 'calibration'
  return (
    <>
      <div className="field inline alarmThreshold">
        <label htmlFor="alarmThreshold">Alarm threshold</label>
        <input
          id="alarmThreshold"
          type="number"
          inputMode="decimal"
          step={0.1}
          {...thresholdLimits}
          value={typed}
          placeholder={calibrated ? signed(limit.threshold, 2) : ''}
          aria-invalid={problem !== null}
          aria-describedby="alarm-unit alarm-threshold"
          onChange={(event) => lab.edit({ alarmThreshold: event.target.value })}
        />
        <span id="alarm-unit">SD</span>
      </div>
      <div id="alarm-threshold">
        {problem ? (
          <p className="problem">{problem}</p>
        ) : limit.by === 'none' ? (
          <p className="note">{limit.sentence}</p>
        ) : calibrated && calibration ? (
          <p className="note">{calibratedNote(limit.threshold, calibration)}</p>
        ) : (
          <p className="note">
            <strong className="badge">not calibrated</strong> This is your own threshold: how often
            it goes off for nothing is not known.
          </p>
        )}
      </div>
      <p className="note">
        <a href="#/experiments/early-warning">Early warning</a>{' '}
        {calibration ? evidence(calibration) : 'tells how well such an alarm warns.'}
      </p>
    </>
  )
}

/** What the next run is watched with. */
function useWatched(): Watched | null {
  const modelHash = useLabState((state) => lastModel(state.model)?.about.hash ?? null)
  const passport = useLabState((state) => directionIn(state)?.set.passport ?? null)
  const readBlock = useLabState((state) => state.draft.readBlock)
  return modelHash && passport ? { modelHash, passport, readBlock: Number(readBlock) } : null
}

function calibratedNote(threshold: number, { readBlock, ownTexts }: Calibration): string {
  const texts = ownTexts ? 'stories from your own openings' : 'short stories'
  return `Calibrated: ${signed(threshold, 2)} SD after block ${readBlock}. At most ${percent(falseAlarmRate)} of this model’s ${texts} without a telling word, written without a push, rise above it; longer or other texts may do so more often.`
}

/** What the experiment found about this alarm, behind its name. */
function evidence({ standing, verdict, detected, raised, events }: Calibration): string {
  const found = `(${standing === 'recorded' ? 'recorded' : 'run in this browser'}): ${verdict}.`
  if (!detected || !raised) return found
  const range = `${percent(detected.low)} to ${percent(detected.high)}`
  return `${found} An alarm came before ${percent(detected.value)} of ${events} telling words (95 % interval ${range}), and in ${percent(raised.value)} of the stories without one.`
}

const percent = (share: number): string => `${Math.round(100 * share)} %`
