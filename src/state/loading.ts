import { LabError } from '../labError.ts'
import type { LabEngine, LoadEvent, LoadRequest } from '../steering/labEngine.ts'
import type { EngineSeat } from './engineSeat.ts'
import type { LabStore } from './labState.ts'
import type { ModelPhase } from './modelPhase.ts'
import { sentenceOf } from './sentenceOf.ts'
import { runAfterLoad } from './takenBack.ts'

/** Loads one model at a time into the seat and tells the store each step. A newer load replaces one under way. */
export class Loading {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  readonly #first: LoadRequest
  #request: LoadRequest

  constructor(store: LabStore, seat: EngineSeat, request: LoadRequest) {
    this.#store = store
    this.#seat = seat
    this.#first = request
    this.#request = request
  }

  /** Loads a model, the one asked for last when nothing is said; ends ready or failed, never throws. */
  async load(request = this.#request): Promise<void> {
    try {
      for await (const _ of this.events(request));
    } catch {
      // The store has the sentence.
    }
  }

  /** Loads a model that later loads load again, and gives the engine's events on. Throws what the store was told. */
  async *events(request: LoadRequest): AsyncGenerator<LoadEvent> {
    this.#request = request
    this.#seat.clear()
    this.#store.setState({
      model: { phase: 'loading', stage: 'download', file: '', done: 0, total: 0 },
      notes: [],
    })
    let engine: LabEngine | null = null
    const isOver = () => engine !== null && !this.#seat.holds(engine) // it died, or another load took its place
    try {
      engine = this.#seat.take()
      for await (const event of engine.load(request)) {
        if (isOver()) throw new LabError('cancelled', 'Another model is loaded in its place.')
        this.#tell(event)
        yield event
      }
      if (this.#isLoading() && !isOver()) throw new LabError('worker-dead', stopped)
    } catch (error) {
      if (!isOver()) this.#fail(sentenceOf(error))
      throw error
    } finally {
      // A loop that was left passes here and nowhere else.
      if (this.#isLoading() && !isOver()) this.#fail(stopped)
    }
  }

  #isLoading(): boolean {
    return this.#store.getState().model.phase === 'loading'
  }

  #fail(sentence: string): void {
    this.#seat.clear()
    this.#store.setState({ model: this.failure(sentence) })
  }

  /** The model that the page began with. */
  loadFirst(): Promise<void> {
    return this.load(this.#first)
  }

  /** What a load that failed leaves: when it was of another model, there is a way back to the first. */
  failure(sentence: string): Extract<ModelPhase, { phase: 'failed' }> {
    return { phase: 'failed', sentence, isFirst: this.#request.folder === this.#first.folder }
  }

  #tell(event: LoadEvent): void {
    if (event.type === 'note')
      this.#store.setState(({ notes }) => ({ notes: [...notes, event.text] }))
    else if (event.type === 'progress') {
      const { stage, file, done, total } = event
      this.#store.setState({ model: { phase: 'loading', stage, file, done, total } })
    } else
      this.#store.setState((state) => {
        const { model } = event
        const ready = {
          model: { phase: 'ready', model } as const,
          derived: state.derived.filter((set) => set.passport.modelHash === model.about.hash),
        }
        return { ...ready, run: runAfterLoad({ ...state, ...ready }) }
      })
  }
}

const stopped = 'The model stopped loading before it was ready. Try again.'
