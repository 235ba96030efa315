import type { ExperimentName } from '../../experiments/experiment.ts'
import type { MeasuredModel } from '../../experiments/measured.ts'
import { type RunHeader, runKey } from '../../experiments/runHeader.ts'
import { runTasks } from '../../experiments/runTasks.ts'
import { secondsLeft } from '../../experiments/timeEstimate.ts'
import { WorkTime } from '../../experiments/workTime.ts'
import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { LabStore } from '../labState.ts'
import type { EngineSeat } from '../model/engineSeat.ts'
import { isLoss, sentenceOf } from '../sentenceOf.ts'
import {
  type ExperimentBoard,
  type MeasuredRun,
  notStored,
  resultSoFar,
  wholeResult,
} from './experimentBoard.ts'
import { isMeasuring } from './experimentEntry.ts'
import { measuredModel, noModel } from './experimentEstimate.ts'
import type { Recalling } from './recalling.ts'

/** A run under way. */
interface Flight extends MeasuredRun {
  name: ExperimentName
  controller: AbortController
}

/** Figures of a run under way are drawn again at most so often. */
const partialEveryMs = 4000

/**
 * Measures one experiment at a time beside the Lab: the model takes turns between them. What is measured is stored at
 * once, so that a run goes on after a pause, a lost model or a reload.
 */
export class Experimenting {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  readonly #board: ExperimentBoard
  readonly #recalling: Recalling
  #flight: Flight | null = null

  constructor(store: LabStore, seat: EngineSeat, board: ExperimentBoard, recalling: Recalling) {
    this.#store = store
    this.#seat = seat
    this.#board = board
    this.#recalling = recalling
  }

  /** Starts or goes on with an experiment; ends done, paused, failed or refused, never throws. */
  async run(name: ExperimentName): Promise<void> {
    if (isMeasuring(this.#board.entry(name).run)) return
    if (this.#flight) return this.#board.set(name, { note: say('experiments.oneAtATime') })
    let flight: Flight | null = null
    try {
      const header = this.#board.plan(name)
      this.#board.set(name, { run: { phase: 'starting' }, result: null, note: null })
      flight = await this.#prepared(name, header)
      await this.#measure(flight)
      await this.#finish(flight)
    } catch (error) {
      this.#land(name, error)
    } finally {
      this.#leave(name)
    }
    if (flight) await this.#keepAgain(flight)
  }

  /** Ends at the next pass of the model; what is measured is kept. */
  pause(): void {
    const flight = this.#flight
    if (!flight) return
    const { run } = this.#board.entry(flight.name)
    if (run.phase === 'running') this.#board.set(flight.name, { run: { ...run, phase: 'pausing' } })
    flight.controller.abort()
  }

  async #prepared(name: ExperimentName, header: RunHeader): Promise<Flight> {
    const controller = new AbortController()
    const flight: Flight = { name, header, key: '', measured: new Map(), controller }
    this.#flight = flight
    flight.key = await runKey(header)
    this.#recalling.began(name, flight.key)
    try {
      flight.measured = await this.#board.storage.read(flight.key)
    } catch {
      this.#board.set(name, { note: notStored() })
    }
    return flight
  }

  async #measure(flight: Flight): Promise<void> {
    const { name, header, key, measured, controller } = flight
    const { tasks } = header.plan
    const before = new Set(measured.keys())
    const work = new WorkTime()
    let last = performance.now()
    let drawn = last
    const tell = () => {
      const fresh = tasks.filter((task) => measured.has(task.name) && !before.has(task.name))
      const left = tasks.filter((task) => !measured.has(task.name))
      this.#board.set(name, {
        run: {
          phase: controller.signal.aborted ? 'pausing' : 'running',
          ...{ done: tasks.length - left.length, total: tasks.length },
          secondsLeft: secondsLeft(fresh, work.seconds, left),
        },
      })
    }
    tell()
    const steps = runTasks(header.plan, this.#model(), before, { signal: controller.signal })
    for await (const step of steps) {
      const now = performance.now()
      work.add(tasks.find((task) => task.name === step.task)!, (now - last) / 1000)
      last = now
      measured.set(step.task, step.measurement)
      await this.#board.storage
        .add(key, step)
        .catch(() => this.#board.set(name, { note: notStored() }))
      tell()
      if (performance.now() - drawn < partialEveryMs || measured.size === tasks.length) continue
      const partial = await resultSoFar(flight).catch(() => null) // the whole run will tell
      this.#board.set(name, { partial })
      drawn = performance.now()
    }
  }

  async #finish(flight: Flight): Promise<void> {
    this.#board.set(flight.name, { run: { phase: 'analyzing' } })
    const result = await wholeResult(flight)
    this.#board.set(flight.name, { run: { phase: 'done' }, result, partial: null })
  }

  /** What the browser has lost meanwhile, or would not take at first, is stored again. */
  async #keepAgain({ name, key, measured }: Flight): Promise<void> {
    const { storage } = this.#board
    try {
      const kept = await storage.read(key)
      if (this.#board.entry(name).run.phase === 'idle') return // forgotten meanwhile
      for (const [task, measurement] of measured)
        if (!kept.has(task)) await storage.add(key, { task, measurement })
      if (this.#board.entry(name).note === notStored()) this.#board.set(name, { note: null })
    } catch {
      // It was told when it was refused.
    }
  }

  #leave(name: ExperimentName): void {
    if (this.#flight?.name === name) this.#flight = null
  }

  #land(name: ExperimentName, error: unknown): void {
    const flight = this.#flight?.name === name ? this.#flight : null
    if (isLoss(error)) this.#seat.lost(error)
    const [done, total] = [flight?.measured.size ?? 0, flight?.header.plan.tasks.length ?? 0]
    const counts = { done, total }
    if (flight?.controller.signal.aborted)
      this.#board.set(name, { run: { phase: 'paused', ...counts } })
    else if (done > 0)
      this.#board.set(name, { run: { phase: 'failed', sentence: sentenceOf(error), ...counts } })
    else this.#board.set(name, { run: { phase: 'refused', sentence: sentenceOf(error) } })
  }

  /** The engine in the seat, as experiments ask it. */
  #model(): MeasuredModel {
    const { model } = this.#store.getState()
    if (model.phase !== 'ready') throw new LabError('bad-input', noModel())
    return measuredModel(model.model.about, this.#seat.engine())
  }
}
