import type { ExperimentResult } from '../../experiments/result.ts'
import type { Table } from '../../experiments/table.ts'
import type { LaneName } from '../run/lane.ts'

/** An alarm with all that is needed to see it again. Tokens are counted from 1, as on the page. */
export interface LoggedAlarm {
  runEnded: string // ISO 8601
  source: 'live' | 'recorded' // whether a model wrote then, or a recording was replayed
  model: string
  modelHash: string
  direction: string
  recipe: string
  steerBlock: number
  readBlock: number
  prompt: string
  form: string
  seed: number
  lane: LaneName
  draw: number // of the random direction
  coefficient: number // under which the token was written
  token: number
  piece: string
  mean: number // in SD, as all readings
  threshold: number
  thresholdIs: 'calibrated' | 'own'
  window: number
  highestToken: number
  highestPiece: string
  highestReading: number
  reason: string
}

/** An alarm as it is kept: its texts also as the word filter lets them be seen, null where that covers nothing. */
export interface KeptAlarm extends LoggedAlarm {
  covered: Pick<LoggedAlarm, 'piece' | 'highestPiece' | 'reason'> | null
}

/** The log as it may be shown and saved, with words covered where the filter is on. */
export const seenAlarms = (alarms: readonly KeptAlarm[], filter: boolean): LoggedAlarm[] =>
  alarms.map(({ covered, ...alarm }) => (filter && covered ? { ...alarm, ...covered } : alarm))

/** What Watch knows beside the lanes. */
export interface WatchState {
  recorded: ExperimentResult | null // the recorded early warning, once it is fetched
  runs: number // that ended while they were watched
  alarms: readonly KeptAlarm[] // of those runs, the oldest first; kept for this tab
}

export const emptyWatch: WatchState = { recorded: null, runs: 0, alarms: [] }

const columns: [string, (alarm: LoggedAlarm) => string | number][] = [
  ['run ended', (alarm) => alarm.runEnded],
  ['source', (alarm) => alarm.source],
  ['model', (alarm) => alarm.model],
  ['model hash', (alarm) => alarm.modelHash],
  ['direction', (alarm) => alarm.direction],
  ['recipe', (alarm) => alarm.recipe],
  ['steer block', (alarm) => alarm.steerBlock],
  ['read block', (alarm) => alarm.readBlock],
  ['prompt', (alarm) => alarm.prompt],
  ['form', (alarm) => alarm.form],
  ['seed', (alarm) => alarm.seed],
  ['lane', (alarm) => alarm.lane],
  ['random draw', (alarm) => alarm.draw],
  ['coefficient', (alarm) => alarm.coefficient],
  ['token', (alarm) => alarm.token],
  ['text of the token', (alarm) => alarm.piece],
  ['mean (SD)', (alarm) => alarm.mean],
  ['threshold (SD)', (alarm) => alarm.threshold],
  ['threshold is', (alarm) => alarm.thresholdIs],
  ['window (tokens)', (alarm) => alarm.window],
  ['highest token', (alarm) => alarm.highestToken],
  ['text of the highest token', (alarm) => alarm.highestPiece],
  ['highest reading (SD)', (alarm) => alarm.highestReading],
  ['reason', (alarm) => alarm.reason],
]

/** The log as a table, an alarm a row, numbers whole. */
export const logTable = (alarms: readonly LoggedAlarm[]): Table => ({
  columns: columns.map(([name]) => name),
  rows: alarms.map((alarm) => columns.map(([, value]) => value(alarm))),
})

/** The log as JSON, with the number of runs that were watched. */
export const logJson = (runs: number, alarms: readonly LoggedAlarm[]): string =>
  JSON.stringify({ format: 'evenkeel-watch-log/1', runs, alarms }, null, 1)
