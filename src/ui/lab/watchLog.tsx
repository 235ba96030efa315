import { type Table, tableAsCsv } from '../../experiments/table.ts'
import { currentLanguage, say } from '../../language/say.ts'
import { signed } from '../../state/numberText.ts'
import { laneLabel } from '../../state/run/lane.ts'
import { loggedSentence } from '../../state/watch/alarmSentence.ts'
import { visiblePiece } from '../../state/watch/laneAlarms.ts'
import { type LoggedAlarm, logJson, logTable, seenAlarms } from '../../state/watch/watchLog.ts'
import { filtersWords } from '../../state/wordFilter/wordFilterChoice.ts'
import { ResultTable } from '../experiments/resultTable.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { saveFile } from '../saveFile.ts'

/** The alarms of the runs in this tab, to be looked at and saved. Shown while Watch is on, or as long as it holds some. */
export function WatchLog() {
  const lab = useLab()
  const on = useLabState((state) => state.draft.watch)
  const runs = useLabState((state) => state.watch.runs)
  const kept = useLabState((state) => state.watch.alarms)
  const filter = useLabState(filtersWords)
  if (!on && runs === 0) return null
  const alarms = seenAlarms(kept, filter)
  const empty = alarms.length === 0
  return (
    <section className="card watchLog" aria-label={say('lab.log')}>
      <div className="cardHead">
        <h2>{say('lab.log')}</h2>
        <p className="note">{countSentence(runs, alarms.length)}</p>
      </div>
      {!empty && <ResultTable label={say('lab.log.label')} table={shownTable(alarms)} />}
      <div className="runRow">
        <button
          type="button"
          aria-disabled={empty}
          onClick={() => {
            if (!empty) saveFile('watch-log.csv', tableAsCsv(logTable(alarms)), 'text/csv')
          }}
        >
          {say('lab.log.csv')}
        </button>
        <button
          type="button"
          aria-disabled={empty}
          onClick={() => {
            if (!empty) saveFile('watch-log.json', logJson(runs, alarms), 'application/json')
          }}
        >
          {say('lab.log.json')}
        </button>
        <button
          type="button"
          aria-disabled={runs === 0}
          onClick={() => {
            if (runs > 0) lab.clearWatchLog()
          }}
        >
          {say('lab.log.clear')}
        </button>
      </div>
    </section>
  )
}

const countSentence = (runs: number, alarms: number): string =>
  runs === 0 ? say('lab.log.empty') : say('lab.log.count', { runs, alarms })

/** What fits a page; files hold the rest. */
const shownTable = (alarms: readonly LoggedAlarm[]): Table => ({
  columns: (
    ['runEnded', 'lane', 'push', 'token', 'why', 'threshold', 'seed', 'prompt'] as const
  ).map((column) => say(`lab.log.${column}`)),
  rows: alarms
    .map((alarm) => [
      timeOf(alarm),
      laneLabel(alarm.lane),
      signed(alarm.coefficient, 2),
      say('lab.log.tokenCell', { token: alarm.token, piece: visiblePiece(alarm) }),
      loggedSentence(alarm),
      say('lab.log.thresholdCell', {
        threshold: signed(alarm.threshold, 2),
        kind: alarm.thresholdIs,
      }),
      alarm.seed,
      shortened(alarm.prompt),
    ])
    .reverse(),
})

function timeOf({ runEnded, source }: LoggedAlarm): string {
  const time = new Date(runEnded).toLocaleTimeString(currentLanguage(), { hour12: false })
  return source === 'recorded' ? `${time} · ${say('mode.badge')}` : time
}

const shortened = (prompt: string): string =>
  prompt.length > 80 ? `${prompt.slice(0, 79)}…` : prompt
