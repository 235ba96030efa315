import { type Table, tableAsCsv } from '../../experiments/table.ts'
import { visiblePiece } from '../../state/laneAlarms.ts'
import { signed } from '../../state/numberText.ts'
import { type LoggedAlarm, logJson, logTable } from '../../state/watchLog.ts'
import { ResultTable } from '../experiments/resultTable.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { saveFile } from '../saveFile.ts'

/** The alarms of the runs in this tab, to be looked at and saved. Shown while Watch is on, or as long as it holds some. */
export function WatchLog() {
  const lab = useLab()
  const on = useLabState((state) => state.draft.watch)
  const runs = useLabState((state) => state.watch.runs)
  const alarms = useLabState((state) => state.watch.alarms)
  if (!on && runs === 0) return null
  const empty = alarms.length === 0
  return (
    <section className="card watchLog" aria-label="Watch log">
      <div className="cardHead">
        <h2>Watch log</h2>
        <p className="note">{countSentence(runs, alarms)}</p>
      </div>
      {!empty && <ResultTable label="Alarms, the newest first" table={shownTable(alarms)} />}
      <div className="runRow">
        <button
          type="button"
          aria-disabled={empty}
          onClick={() => {
            if (!empty) saveFile('watch-log.csv', tableAsCsv(logTable(alarms)), 'text/csv')
          }}
        >
          Save the log as CSV
        </button>
        <button
          type="button"
          aria-disabled={empty}
          onClick={() => {
            if (!empty) saveFile('watch-log.json', logJson(runs, alarms), 'application/json')
          }}
        >
          Save the log as JSON
        </button>
        <button
          type="button"
          aria-disabled={runs === 0}
          onClick={() => {
            if (runs > 0) lab.clearWatchLog()
          }}
        >
          Clear the log
        </button>
      </div>
    </section>
  )
}

function countSentence(runs: number, alarms: readonly LoggedAlarm[]): string {
  if (runs === 0)
    return 'Nothing yet. A run is logged when it ends while Watch is on; the log stays in this tab.'
  const watched = runs === 1 ? '1 run watched' : `${runs} runs watched`
  const count = alarms.length === 1 ? '1 alarm' : `${alarms.length || 'no'} alarms`
  return `${watched}, ${count}, over all lanes. Kept until the page is left or loaded again.`
}

/** What fits a page; files hold the rest. */
const shownTable = (alarms: readonly LoggedAlarm[]): Table => ({
  columns: ['Run ended', 'Lane', 'Push', 'Token', 'Why', 'Threshold', 'Seed', 'Prompt'],
  rows: alarms
    .map((alarm) => [
      new Date(alarm.runEnded).toLocaleTimeString('en-US', { hour12: false }),
      alarm.lane,
      signed(alarm.coefficient, 2),
      `${alarm.token}, “${visiblePiece(alarm)}”`,
      alarm.reason,
      `${signed(alarm.threshold, 2)} SD, ${alarm.thresholdIs}`,
      alarm.seed,
      shortened(alarm.prompt),
    ])
    .reverse(),
})

const shortened = (prompt: string): string =>
  prompt.length > 80 ? `${prompt.slice(0, 79)}…` : prompt
