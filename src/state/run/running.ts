import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { Generation, GenerationEvent } from '../../steering/steerableModel.ts'
import { isDeriving, type LabState, type LabStore } from '../labState.ts'
import { recordedRefusal } from '../mode/recordedRefusal.ts'
import type { EngineSeat } from '../model/engineSeat.ts'
import { isLoss, sentenceOf } from '../sentenceOf.ts'
import { FrameBatch, type Schedule } from './frameBatch.ts'
import { emptyLane, LANE_NAMES } from './lane.ts'
import { applyEvents } from './laneEvents.ts'
import { isBusy, type Refusal, type RunPhase } from './runPhase.ts'
import { draftProblem, planRun, type RunPlan } from './runPlan.ts'
import { deriveAfterRun } from './takenBack.ts'

/** A run under way. `leave` is there once the model writes; calling it makes the loop end at the next pass. */
interface Flight {
  plan: RunPlan
  before: Pick<LabState, 'lanes' | 'ran'> // put back when nothing was written
  generation: Generation | null
  leave: () => void
}

/** Writes the three lanes from one seed, lets the slider reach the model while it writes, and stops. */
export class Running {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  readonly #schedule: Schedule
  #flight: Flight | null = null

  constructor(store: LabStore, seat: EngineSeat, schedule: Schedule) {
    this.#store = store
    this.#seat = seat
    this.#schedule = schedule
  }

  /** Starts a run, waits for the model while it loads, or says what stands in the way. Never throws. */
  async run(): Promise<void> {
    const state = this.#store.getState()
    if (isBusy(state.run)) return
    if (isDeriving(state.derive))
      return this.#set({
        ...{ phase: 'refused', field: 'derivation' },
        sentence: say('run.whileDeriving'),
      })
    const refusal = draftProblem(state)
    if (refusal) return this.#set({ phase: 'refused', ...refusal })
    if (state.model.phase === 'loading') return this.#set({ phase: 'waiting' })
    const plan = planRun(state)
    if ('field' in plan) return this.#set({ phase: 'refused', ...plan })
    const { lanes, ran } = state
    const before = { lanes, ran }
    const flight: Flight = { plan, before, generation: null, leave: () => undefined }
    this.#flight = flight
    this.#store.setState({
      run: { phase: 'reading', done: 0, total: 0 },
      lanes: LANE_NAMES.map((name) => emptyLane(name, 'running')),
      ran: plan.label,
    })
    try {
      await this.#fly(flight)
      if (this.#flight === flight) this.#land()
    } catch (error) {
      if (this.#flight === flight) this.#crash(flight, error)
    }
  }

  /** Leaves the run at the next pass of the model; what is written stays. */
  stop(): void {
    const { run } = this.#store.getState()
    if (run.phase === 'waiting') this.#set({ phase: 'idle' })
    if (run.phase !== 'reading' && run.phase !== 'writing') return
    this.#set({ phase: 'stopping', during: run.phase })
    this.#flight?.leave()
  }

  /** Pushes the running lanes by another coefficient; only tokens still to come follow. */
  steer(coefficient: number): void {
    const flight = this.#flight
    LANE_NAMES.forEach((name, lane) => {
      if (lane > 0) flight?.generation?.steer(lane, flight.plan.steering(name, coefficient))
    })
  }

  /** Ends the run because its engine is gone; its texts stay, or those before it when it had none. */
  abandon(sentence: string): void {
    const flight = this.#flight
    this.#flight = null
    const { run, lanes } = this.#store.getState()
    if (!isBusy(run)) return
    if (flight && isUnwritten(lanes)) this.#store.setState(flight.before)
    this.#end('failed', { phase: 'ended', sentence })
  }

  async #fly(flight: Flight): Promise<void> {
    const { plan } = flight
    const { ids, pieces } = await this.#seat.engine().tokenize(plan.source)
    if (this.#flight !== flight || this.#store.getState().run.phase === 'stopping') return
    const lanes = LANE_NAMES.map((name, lane) => ({
      name,
      steering: plan.steering(name, this.#store.getState().draft.coefficient),
      shadow: lane > 0,
    }))
    const coefficients = lanes.map((lane) => lane.steering.coefficient)
    const context = { ids, pieces, coefficients, gauge: plan.gauge }
    const generation = this.#seat.engine().generate({
      ids,
      lanes,
      probes: [plan.probe],
      sampling: plan.settings.sampling,
      maxTokens: plan.settings.maxTokens,
    })
    const events = generation[Symbol.asyncIterator]()
    const leaving: Promise<unknown>[] = []
    flight.generation = generation
    flight.leave = () => {
      const left = events.return?.()
      if (leaving.length === 0) leaving.push(Promise.resolve(left).catch(() => undefined))
    }
    const batch = new FrameBatch<GenerationEvent>(this.#schedule, (changes) => {
      if (this.#flight === flight)
        this.#store.setState((state) => ({ lanes: applyEvents(state.lanes, changes, context) }))
    })
    try {
      for (let next = await events.next(); !next.done; next = await events.next()) {
        if (leaving.length > 0 || this.#flight !== flight) break
        this.#follow(next.value)
        batch.push(next.value)
      }
      await leaving[0]
    } finally {
      batch.flush()
    }
  }

  /** Moves the phase of the run along with the events. */
  #follow(event: GenerationEvent): void {
    const { run } = this.#store.getState()
    if (run.phase !== 'reading') return
    if (event.type === 'step') this.#set({ phase: 'writing' })
    else if (event.type === 'prefill')
      this.#set({ phase: 'reading', done: event.done, total: event.total })
  }

  #land(): void {
    const stopped = this.#store.getState().run.phase === 'stopping'
    this.#flight = null
    this.#end('done', { phase: stopped ? 'stopped' : 'done' })
  }

  #crash(flight: Flight, error: unknown): void {
    const { run, lanes } = this.#store.getState()
    if (isLoss(error)) this.#seat.lost(error)
    if (this.#flight !== flight) return
    if (run.phase === 'stopping') {
      this.#land()
      return
    }
    this.#flight = null
    const refusal = refusalOf(error, this.#store.getState())
    if (refusal && isUnwritten(lanes)) {
      this.#store.setState(({ derive }) => ({
        ...flight.before,
        run: { phase: 'refused', ...refusal },
        derive: deriveAfterRun(derive),
      }))
    } else this.#fail(sentenceOf(error))
  }

  #fail(sentence: string): void {
    this.#end('failed', { phase: 'failed', sentence })
  }

  /** Closes the lanes that still run and ends the run in the same step. */
  #end(phase: 'done' | 'failed', run: RunPhase): void {
    this.#store.setState(({ lanes, derive }) => ({
      run,
      derive: deriveAfterRun(derive),
      lanes: lanes.map((lane) => (lane.phase === 'running' ? { ...lane, phase } : lane)),
    }))
  }

  #set(run: RunPhase): void {
    this.#store.setState({ run })
  }
}

/** What to say of an error that only means that this run cannot be had; null for others. */
function refusalOf(error: unknown, state: LabState): Refusal | null {
  if (!(error instanceof LabError)) return null
  if (error.code === 'not-recorded') return { field: 'recording', sentence: recordedRefusal(state) }
  if (error.code !== 'too-long' && error.code !== 'bad-input') return null
  return { field: 'prompt', sentence: error.message }
}

const isUnwritten = (lanes: LabState['lanes']): boolean =>
  lanes.every((lane) => lane.reply.length === 0)
