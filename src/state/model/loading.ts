import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { LabEngine, LoadEvent, LoadedModel, LoadRequest } from '../../steering/labEngine.ts'
import type { LabStore } from '../labState.ts'
import { afterLoad } from '../mode/mode.ts'
import { loadIn } from '../mode/moding.ts'
import { isRecorded } from '../mode/recordedMode.ts'
import { runAfterLoad } from '../run/takenBack.ts'
import { sentenceOf } from '../sentenceOf.ts'
import type { EngineSeat } from './engineSeat.ts'
import type { ModelPhase } from './modelPhase.ts'

/** Loads one model at a time into the seat and tells the store each step. A newer load replaces one under way. */
export class Loading {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  readonly #first: LoadRequest
  #request: LoadRequest
  #replays: boolean | null = null // whether the model that was ready last was recorded

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
    const asked = loadIn(isRecorded(this.#store.getState()), request)
    this.#seat.clear()
    this.#store.setState({
      model: { phase: 'loading', stage: 'download', file: '', done: 0, total: 0 },
      notes: [],
    })
    let engine: LabEngine | null = null
    const isOver = () => engine !== null && !this.#seat.holds(engine) // it died, or another load took its place
    try {
      engine = this.#seat.take(asked)
      for await (const event of engine.load(asked)) {
        if (isOver()) throw new LabError('cancelled', say('fault.replaced'))
        this.#tell(event)
        yield event
      }
      if (this.#isLoading() && !isOver())
        throw new LabError('worker-dead', say('fault.stoppedLoading'))
    } catch (error) {
      if (!isOver()) this.#fail(sentenceOf(error), error)
      throw error
    } finally {
      // A loop that was left passes here and nowhere else.
      if (this.#isLoading() && !isOver()) this.#fail(say('fault.stoppedLoading'))
    }
  }

  /** Whether directions derived before were made as this one would make them: here, or replayed. */
  #sameKind({ recorded }: LoadedModel): boolean {
    const before = this.#replays
    this.#replays = recorded !== undefined
    return before === null || before === this.#replays
  }

  #isLoading(): boolean {
    return this.#store.getState().model.phase === 'loading'
  }

  #fail(sentence: string, error?: unknown): void {
    this.#seat.clear()
    const model = this.failure(sentence)
    const refused = error instanceof LabError && error.code === 'no-memory' && model.isFirst
    this.#store.setState(({ mode }) => ({
      model,
      ...(refused && { mode: { ...mode, device: { ...mode.device, refused } } }),
    }))
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
    } else this.#tellReady(event.model)
  }

  #tellReady(model: LoadedModel): void {
    const isFirst = this.#request.folder === this.#first.folder
    const isSameKind = this.#sameKind(model)
    this.#store.setState((state) => {
      const ready = {
        model: { phase: 'ready', model } as const,
        mode: isFirst ? afterLoad(state.mode, model) : state.mode,
        derived: isSameKind
          ? state.derived.filter((set) => set.passport.modelHash === model.about.hash)
          : [],
      }
      return { ...ready, run: runAfterLoad({ ...state, ...ready }) }
    })
  }
}
