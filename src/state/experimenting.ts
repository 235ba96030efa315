import type { ExperimentName } from '../experiments/experiment.ts'
import { Measured, type MeasuredModel, type Measurement } from '../experiments/measured.ts'
import { resultOf } from '../experiments/result.ts'
import { type RunHeader, runKey } from '../experiments/runHeader.ts'
import { runTasks } from '../experiments/runTasks.ts'
import { secondsLeft } from '../experiments/timeEstimate.ts'
import { LabError } from '../labError.ts'
import type { EngineSeat } from './engineSeat.ts'
import { type ExperimentEntry, isMeasuring } from './experimentEntry.ts'
import { measuredModel, noModel, planOf, planParts } from './experimentEstimate.ts'
import type { LabStore } from './labState.ts'
import type { MeasurementStorage } from './measurementStorage.ts'
import { isLoss, sentenceOf } from './sentenceOf.ts'

/** A run under way. */
interface Flight {
  name: ExperimentName
  header: RunHeader
  key: string
  measured: Map<string, Measurement>
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
  readonly #storage: MeasurementStorage
  #flight: Flight | null = null

  constructor(store: LabStore, seat: EngineSeat, storage: MeasurementStorage) {
    this.#store = store
    this.#seat = seat
    this.#storage = storage
  }

  /** Starts or goes on with an experiment; ends done, paused, failed or refused, never throws. */
  async run(name: ExperimentName): Promise<void> {
    if (isMeasuring(this.#entry(name).run)) return
    if (this.#flight) return this.#set(name, { run: { phase: 'refused', sentence: oneAtATime } })
    try {
      const header = this.#plan(name)
      this.#set(name, { run: { phase: 'starting' }, note: null, partial: null, result: null })
      const flight = await this.#prepared(name, header)
      await this.#measure(flight)
      await this.#finish(flight)
    } catch (error) {
      this.#land(name, error)
    } finally {
      this.#leave(name)
    }
  }

  /** Ends at the next pass of the model; what is measured is kept. */
  pause(): void {
    const flight = this.#flight
    if (!flight) return
    const { run } = this.#entry(flight.name)
    if (run.phase === 'running') this.#set(flight.name, { run: { ...run, phase: 'pausing' } })
    flight.controller.abort()
  }

  /** Forgets what is measured, so that the next run begins anew. */
  async reset(name: ExperimentName): Promise<void> {
    if (isMeasuring(this.#entry(name).run)) return
    this.#set(name, nothingMeasured)
    try {
      await this.#storage.remove(await runKey(this.#plan(name)))
    } catch {
      // Nothing was stored, or there is no model to say of which run.
    }
  }

  /** Takes own texts, undefined for the shipped ones, and shows what is measured with them. */
  async setTexts(name: ExperimentName, texts: unknown): Promise<void> {
    if (isMeasuring(this.#entry(name).run)) return
    this.#set(name, { ...nothingMeasured, texts })
    await this.#storage.keepTexts(name, texts).catch(() => this.#set(name, { note: notStored }))
    await this.#show(name)
  }

  /** Looks whether an earlier visit measured this experiment with this model, and shows where it stands. Never throws. */
  async recall(name: ExperimentName): Promise<void> {
    if (this.#entry(name).run.phase !== 'idle') return
    const texts = await this.#storage.readTexts(name).catch(() => undefined)
    if (texts !== undefined) this.#set(name, { texts })
    await this.#show(name)
  }

  /** All that is measured of an experiment with the loaded model; null unless it is whole. */
  async measuredOf(
    name: ExperimentName,
  ): Promise<{ header: RunHeader; measured: Measured } | null> {
    try {
      const header = this.#plan(name)
      const found = await this.#storage.read(await runKey(header))
      return header.plan.tasks.every((task) => found.has(task.name))
        ? { header, measured: new Measured(found) }
        : null
    } catch {
      return null
    }
  }

  async #show(name: ExperimentName): Promise<void> {
    try {
      const header = this.#plan(name)
      const key = await runKey(header)
      const measured = await this.#storage.read(key)
      const [done, total] = [measured.size, header.plan.tasks.length]
      if (done === 0 || this.#entry(name).run.phase !== 'idle') return
      const flight = { name, header, key, measured, controller: new AbortController() }
      if (done < total) {
        this.#set(name, { run: { phase: 'paused', done, total } })
        this.#set(name, { partial: await this.#analyzed(flight) })
      } else await this.#finish(flight)
    } catch {
      // Without a model, a direction or storage there is nothing to recall.
    }
  }

  #plan(name: ExperimentName): RunHeader {
    return planOf(name, planParts(this.#store.getState(), name))
  }

  async #prepared(name: ExperimentName, header: RunHeader): Promise<Flight> {
    const controller = new AbortController()
    const flight: Flight = { name, header, key: '', measured: new Map(), controller }
    this.#flight = flight
    flight.key = await runKey(header)
    try {
      flight.measured = await this.#storage.read(flight.key)
    } catch {
      this.#set(name, { note: notStored })
    }
    return flight
  }

  async #measure(flight: Flight): Promise<void> {
    const { name, header, key, measured, controller } = flight
    const { tasks } = header.plan
    const before = new Set(measured.keys())
    const start = performance.now()
    let drawn = start
    const tell = () => {
      const seconds = (performance.now() - start) / 1000
      const fresh = tasks.filter((task) => measured.has(task.name) && !before.has(task.name))
      const left = tasks.filter((task) => !measured.has(task.name))
      this.#set(name, {
        run: {
          phase: controller.signal.aborted ? 'pausing' : 'running',
          ...{ done: tasks.length - left.length, total: tasks.length },
          secondsLeft: secondsLeft(fresh, seconds, left),
        },
      })
    }
    tell()
    const steps = runTasks(header.plan, this.#model(), before, { signal: controller.signal })
    for await (const step of steps) {
      measured.set(step.task, step.measurement)
      await this.#storage.add(key, step).catch(() => this.#set(name, { note: notStored }))
      tell()
      if (performance.now() - drawn < partialEveryMs || measured.size === tasks.length) continue
      this.#set(name, { partial: await this.#analyzed(flight) })
      drawn = performance.now()
    }
  }

  async #finish(flight: Flight): Promise<void> {
    this.#set(flight.name, { run: { phase: 'analyzing' } })
    const result = await this.#analyzed(flight)
    if (!result)
      throw new LabError(
        'bad-input',
        'These texts say nothing: use more or other ones, then run again.',
      )
    this.#set(flight.name, { run: { phase: 'done' }, result, partial: null })
  }

  async #analyzed({ header, measured }: Flight) {
    const { experiment, ground, plan, textsAre } = header
    const findings = await plan.analyze(new Measured(measured))
    return findings && resultOf(experiment, ground, plan, findings, textsAre)
  }

  #leave(name: ExperimentName): void {
    if (this.#flight?.name === name) this.#flight = null
  }

  #land(name: ExperimentName, error: unknown): void {
    const flight = this.#flight?.name === name ? this.#flight : null
    if (isLoss(error)) this.#seat.lost(error)
    const [done, total] = [flight?.measured.size ?? 0, flight?.header.plan.tasks.length ?? 0]
    const counts = { done, total }
    if (flight?.controller.signal.aborted) this.#set(name, { run: { phase: 'paused', ...counts } })
    else if (done > 0)
      this.#set(name, { run: { phase: 'failed', sentence: sentenceOf(error), ...counts } })
    else this.#set(name, { run: { phase: 'refused', sentence: sentenceOf(error) } })
  }

  /** The engine in the seat, as experiments ask it. */
  #model(): MeasuredModel {
    const { model } = this.#store.getState()
    if (model.phase !== 'ready') throw new LabError('bad-input', noModel)
    return measuredModel(model.model.about, this.#seat.engine())
  }

  #entry(name: ExperimentName): ExperimentEntry {
    return this.#store.getState().experiments[name]
  }

  #set(name: ExperimentName, change: Partial<ExperimentEntry>): void {
    this.#store.setState(({ experiments }) => ({
      experiments: { ...experiments, [name]: { ...experiments[name], ...change } },
    }))
  }
}

const nothingMeasured = {
  ...{ run: { phase: 'idle' }, partial: null, result: null, note: null },
} satisfies Partial<ExperimentEntry>
const oneAtATime =
  'Another experiment is running, and the model measures one at a time. Pause that one, or wait until it is done.'
const notStored =
  'This browser does not store what is measured (its storage is full or closed). The run goes on, but a reload would lose it.'
