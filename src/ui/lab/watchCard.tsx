import './watch.css'
import { falseAlarmRate } from '../../experiments/earlyWarning/earlyWarningAlarm.ts'
import { watchWindow } from '../../experiments/earlyWarning/watch.ts'
import { say, sayWith } from '../../language/say.ts'
import { verdictWords } from '../../state/experiments/verdictWords.ts'
import { directionIn } from '../../state/labState.ts'
import { lastModel } from '../../state/model/modelPhase.ts'
import { signed } from '../../state/numberText.ts'
import { type Calibration, calibrationOf, type Watched } from '../../state/watch/calibration.ts'
import {
  thresholdLimits,
  thresholdProblem,
  watchThreshold,
} from '../../state/watch/watchThreshold.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { Flag } from './flag.tsx'

/** The switch of the alarm, its threshold, and what is known about how well it warns. */
export function WatchCard() {
  const lab = useLab()
  const on = useLabState((state) => state.draft.watch)
  const control = useControl('watch')
  if (control === 'hidden') return null
  return (
    <section className="card watch" aria-label={say('lab.watch')}>
      <div className="cardHead">
        <div className="withHelp">
          <h2>
            <label htmlFor="watch">{say('lab.watch')}</label>
            <LockSign control="watch" id="watch-lock" />
          </h2>
          <Help about="watch" />
        </div>
        <input
          id="watch"
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells by itself whether it is checked.
          role="switch"
          {...keptProps(control, 'watch-lock', 'watch-note')}
          checked={on}
          onChange={(event) => lab.edit({ watch: event.target.checked })}
        />
      </div>
      <p id="watch-note" className="note">
        {sayWith<React.JSX.Element>('lab.watch.note', {
          window: watchWindow,
          flag: () => <Flag key="flag" />,
        })}
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
  const control = useControl('watch')
  return (
    <>
      <div className="field inline alarmThreshold">
        <label htmlFor="alarmThreshold">{say('lab.watch.threshold')}</label>
        <Help about="threshold" />
        <input
          id="alarmThreshold"
          type="number"
          inputMode="decimal"
          step={0.1}
          {...thresholdLimits}
          value={typed}
          placeholder={calibrated ? signed(limit.threshold, 2) : ''}
          aria-invalid={problem !== null}
          readOnly={control === 'locked'}
          {...keptProps(control, 'watch-lock', 'alarm-unit alarm-threshold')}
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
            {sayWith<React.JSX.Element>('lab.watch.notCalibrated', {
              badge: (words) => (
                <strong key="badge" className="badge">
                  {words}
                </strong>
              ),
            })}
          </p>
        )}
      </div>
      <p className="note">
        <a href="#/experiments/early-warning">{say('lab.watch.experiment')}</a>{' '}
        {calibration ? evidence(calibration) : say('lab.watch.experimentTells')}
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
  return say('lab.watch.calibrated', {
    threshold: signed(threshold, 2),
    block: readBlock,
    rate: percent(falseAlarmRate),
    texts: ownTexts ? 'own' : 'shipped',
  })
}

/** What the experiment found about this alarm, behind its name. */
function evidence({ standing, verdict, detected, raised, events }: Calibration): string {
  const found = say('lab.watch.found', { standing, verdict: verdictWords(verdict) })
  if (!detected || !raised) return found
  const more = say('lab.watch.foundMore', {
    ...{ detected: percent(detected.value), events, raised: percent(raised.value) },
    ...{ low: percent(detected.low), high: percent(detected.high) },
  })
  return `${found} ${more}`
}

const percent = (share: number): string => `${Math.round(100 * share)} %`
