import contrastTexts from '../data/contrast.json'
import { parseContrastSet } from '../steering/contrastSet.ts'
import type { Recipe } from '../steering/directionSet.ts'
import type { DeriveEvent } from '../steering/labEngine.ts'
import type { EngineSeat } from './engineSeat.ts'
import type { DerivePhase, LabStore } from './labState.ts'
import { isLoss, sentenceOf } from './sentenceOf.ts'

/** The shipped contrast texts, parsed once. */
export const contrast = parseContrastSet(contrastTexts)

/** Derives one direction at a time in the engine, with progress and cancel. */
export class Deriving {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  #cancel: (() => void) | null = null

  constructor(store: LabStore, seat: EngineSeat) {
    this.#store = store
    this.#seat = seat
  }

  /** Derives `recipe` from the shipped texts; ends done, cancelled or failed, never throws. */
  async derive(recipe: Recipe): Promise<void> {
    const { phase } = this.#store.getState().derive
    if (phase === 'deriving' || phase === 'cancelling') return
    this.#set({ phase: 'deriving', recipe, stage: 'starting', done: 0, total: 0 })
    try {
      const events = this.#seat.engine().derive({ contrast, recipe })[Symbol.asyncIterator]()
      let left: Promise<unknown> | undefined
      this.#cancel = () => {
        this.#set({ phase: 'cancelling', recipe })
        left = events.return?.().catch(() => undefined)
      }
      for (let next = await events.next(); !next.done && !left; next = await events.next())
        this.#take(next.value, recipe)
      await left
      if (left) this.#set({ phase: 'cancelled', recipe })
    } catch (error) {
      if (this.#store.getState().derive.phase === 'cancelling')
        this.#set({ phase: 'cancelled', recipe })
      else this.#set({ phase: 'failed', sentence: sentenceOf(error) })
      if (isLoss(error)) this.#seat.lost(error)
    } finally {
      this.#cancel = null
    }
  }

  /** Leaves the derivation at its next step; what was derived before stays. */
  cancel(): void {
    if (this.#store.getState().derive.phase === 'deriving') this.#cancel?.()
  }

  #take(event: DeriveEvent, recipe: Recipe): void {
    if (event.type === 'progress') {
      const { stage, done, total } = event
      this.#set({ phase: 'deriving', recipe, stage, done, total })
      return
    }
    this.#store.setState(({ derived }) => ({
      derived: [...derived.filter((set) => set.recipe !== recipe), event.directions],
      derive: { phase: 'done', recipe },
    }))
  }

  #set(derive: DerivePhase): void {
    this.#store.setState({ derive })
  }
}
