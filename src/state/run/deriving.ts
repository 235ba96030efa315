import contrastTexts from '../../data/contrast.json'
import { say } from '../../language/say.ts'
import { parseContrastSet } from '../../steering/contrastSet.ts'
import type { Recipe } from '../../steering/directionSet.ts'
import type { DeriveEvent } from '../../steering/labEngine.ts'
import { type DerivePhase, isDeriving, type LabState, type LabStore } from '../labState.ts'
import type { EngineSeat } from '../model/engineSeat.ts'
import { isLoss, sentenceOf } from '../sentenceOf.ts'
import { isBusy } from './runPhase.ts'
import { runAfterDerivation } from './takenBack.ts'

/** The shipped contrast texts, parsed once. */
export const contrast = parseContrastSet(contrastTexts)

/** A derivation under way. `leave` makes its loop end at the next step; `leaving` is not empty once it was called. */
interface Flight {
  recipe: Recipe
  leave: () => void
  leaving: Promise<unknown>[]
}

/** Derives one direction at a time in the engine, with progress and cancel, while no run is under way. */
export class Deriving {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  #flight: Flight | null = null

  constructor(store: LabStore, seat: EngineSeat) {
    this.#store = store
    this.#seat = seat
  }

  /** Derives `recipe` from the shipped texts; ends done, cancelled, failed or refused, never throws. */
  async derive(recipe: Recipe): Promise<void> {
    const { derive, run } = this.#store.getState()
    if (isDeriving(derive)) return
    if (isBusy(run)) return this.#set({ phase: 'refused', sentence: say('derive.whileWriting') })
    const flight: Flight = { recipe, leave: () => undefined, leaving: [] }
    this.#flight = flight
    this.#set({ phase: 'deriving', recipe, stage: 'starting', done: 0, total: 0 })
    try {
      await this.#fly(flight)
      if (this.#flight === flight && flight.leaving.length > 0)
        this.#end({ phase: 'cancelled', recipe })
    } catch (error) {
      if (this.#flight !== flight) return
      if (flight.leaving.length > 0) this.#end({ phase: 'cancelled', recipe })
      else this.#end({ phase: 'failed', sentence: sentenceOf(error) })
      if (isLoss(error)) this.#seat.lost(error)
    }
  }

  /** Leaves the derivation at its next step; what was derived before stays. */
  cancel(): void {
    if (this.#store.getState().derive.phase === 'deriving') this.#flight?.leave()
  }

  /** Ends the derivation because its engine is gone; what was derived before stays. */
  abandon(sentence: string): void {
    if (isDeriving(this.#store.getState().derive)) this.#end({ phase: 'failed', sentence })
  }

  async #fly(flight: Flight): Promise<void> {
    const { recipe } = flight
    const events = this.#seat.engine().derive({ contrast, recipe })[Symbol.asyncIterator]()
    flight.leave = () => {
      this.#set({ phase: 'cancelling', recipe })
      flight.leaving.push(Promise.resolve(events.return?.()).catch(() => undefined))
    }
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (flight.leaving.length > 0 || this.#flight !== flight) break
      this.#take(next.value, recipe)
    }
    await flight.leaving[0]
  }

  #take(event: DeriveEvent, recipe: Recipe): void {
    if (event.type === 'progress') {
      const { stage, done, total } = event
      this.#set({ phase: 'deriving', recipe, stage, done, total })
      return
    }
    const { derived } = this.#store.getState()
    this.#end(
      { phase: 'done', recipe },
      { derived: [...derived.filter((set) => set.recipe !== recipe), event.directions] },
    )
  }

  #end(derive: DerivePhase, more: Partial<LabState> = {}): void {
    this.#flight = null
    this.#set(derive, more)
  }

  #set(derive: DerivePhase, more: Partial<LabState> = {}): void {
    this.#store.setState((state) => {
      const now = { ...state, ...more, derive }
      return { ...more, derive, run: runAfterDerivation(now) }
    })
  }
}
