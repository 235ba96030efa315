import type { ExperimentName } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { LabStore } from '../labState.ts'
import { sentenceOf } from '../sentenceOf.ts'
import type { ExperimentBoard } from './experimentBoard.ts'
import { planParts } from './experimentEstimate.ts'
import { type PlayTime, playTimeOf } from './playTime.ts'

/** A play under way. */
interface Flight {
  name: ExperimentName
  timer: ReturnType<typeof setInterval> | null
  result: Promise<ExperimentResult>
}

const tellEveryMs = 250

/** Plays recorded runs of experiments: progress at the pace of then, at the end the recorded result. Nothing is measured. */
export class Playing {
  readonly #store: LabStore
  readonly #board: ExperimentBoard
  readonly #recorded: (name: ExperimentName) => Promise<ExperimentResult | null>
  #flight: Flight | null = null

  constructor(
    store: LabStore,
    board: ExperimentBoard,
    recorded: (name: ExperimentName) => Promise<ExperimentResult | null>,
  ) {
    this.#store = store
    this.#board = board
    this.#recorded = recorded
  }

  /** Starts a play from its beginning; one of another experiment ends. Never throws. */
  play(name: ExperimentName): void {
    this.leave()
    try {
      const time = playTimeOf(name, planParts(this.#store.getState(), name))
      const flight: Flight = { name, timer: null, result: this.#fetch(name) }
      flight.result.catch(() => undefined) // told at the end
      this.#flight = flight
      this.#follow(flight, time)
    } catch (error) {
      this.#refuse(name, error)
    }
  }

  /** Shows the recorded result of the play under way now. Never throws. */
  async showEnd(): Promise<void> {
    const flight = this.#flight
    if (!flight) return
    this.#stop(flight)
    try {
      const result = await flight.result
      if (this.#flight === flight)
        this.#board.set(flight.name, { run: { phase: 'played', result } })
    } catch (error) {
      if (this.#flight === flight) this.#refuse(flight.name, error)
    } finally {
      if (this.#flight === flight) this.#flight = null
    }
  }

  /** Ends the play under way, as if it had not begun. */
  leave(): void {
    const flight = this.#flight
    if (!flight) return
    this.#flight = null
    this.#stop(flight)
    this.#board.set(flight.name, { run: { phase: 'idle' } })
  }

  #follow(flight: Flight, { parts, seconds }: PlayTime): void {
    const start = performance.now()
    const tell = () => {
      const gone = (performance.now() - start) / 1000
      if (gone >= seconds) return void this.showEnd()
      const done = Math.floor((parts * gone) / seconds)
      const secondsLeft = seconds - gone
      this.#board.set(flight.name, { run: { phase: 'playing', done, total: parts, secondsLeft } })
    }
    tell()
    flight.timer = setInterval(tell, tellEveryMs)
  }

  #refuse(name: ExperimentName, error: unknown): void {
    this.#board.set(name, { run: { phase: 'refused', sentence: sentenceOf(error) } })
  }

  #stop(flight: Flight): void {
    if (flight.timer !== null) clearInterval(flight.timer)
    flight.timer = null
  }

  async #fetch(name: ExperimentName): Promise<ExperimentResult> {
    const result = await this.#recorded(name)
    if (result) return result
    throw new LabError('missing-file', say('experiments.nothingRecorded'))
  }
}
