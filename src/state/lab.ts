import { createStore } from 'zustand/vanilla'
import type { ExperimentName } from '../experiments/experiment.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import { LabError } from '../labError.ts'
import type { Recipe } from '../steering/directionSet.ts'
import type { LabEngine, LoadRequest } from '../steering/labEngine.ts'
import { Deriving } from './deriving.ts'
import { type Draft, freshDraft, onSlider } from './draft.ts'
import { type DraftStorage, keepDraft, type RestoredDraft, restoreDraft } from './draftStorage.ts'
import type { EngineHandle } from './engineHandle.ts'
import { EngineSeat } from './engineSeat.ts'
import { ExperimentBoard } from './experimentBoard.ts'
import { emptyExperiments } from './experimentEntry.ts'
import { Experimenting } from './experimenting.ts'
import type { Schedule } from './frameBatch.ts'
import type { LabState, LabStore } from './labState.ts'
import { emptyLane, LANE_NAMES } from './lane.ts'
import { Loading } from './loading.ts'
import { Mapping } from './mapping.ts'
import { type MeasurementStorage, memoryStorage } from './measurementStorage.ts'
import { pageEngine } from './pageEngine.ts'
import { Recalling } from './recalling.ts'
import { Running } from './running.ts'
import { runAfterEdit } from './takenBack.ts'
import { Watching } from './watching.ts'
import { emptyWatch } from './watchLog.ts'

/** What a person can do in the lab. No command throws for what a user or a device can cause: the store tells. */
export interface Lab {
  store: LabStore
  /** The lab for scripts: what it loads, the page shows; every other call goes to the engine of that moment. */
  engine: LabEngine
  /** Loads the model that was asked for last, again if need be; ends what runs, and starts a run that waits. */
  load(): Promise<void>
  /** Loads the model that the page began with, when another one did not load. */
  loadFirst(): Promise<void>
  /** Changes what is typed or chosen; a refusal of the fields that changed is taken back. */
  edit(change: Partial<Omit<Draft, 'coefficient'>>): void
  /** Moves the slider; while the model writes, the next tokens follow. NaN is refused with a sentence. */
  setCoefficient(coefficient: number): void
  run(): Promise<void>
  stop(): void
  derive(recipe: Recipe): Promise<void>
  cancelDerive(): void
  /** Starts an experiment or goes on with it. */
  runExperiment(name: ExperimentName): Promise<void>
  pauseExperiment(): void
  /** Forgets what an experiment has measured. */
  resetExperiment(name: ExperimentName): Promise<void>
  /**
   * Takes own texts, which have the form of the shipped ones; undefined goes back to those. Gives the sentence that
   * says why they cannot be used, and then those in use stay.
   */
  setTexts(name: ExperimentName, texts: unknown): Promise<string | null>
  /** Shows what earlier visits measured of an experiment with this model. */
  recallExperiment(name: ExperimentName): Promise<void>
  /** Opens the map of emotion words; the shipped one needs no model. */
  openMap(): Promise<void>
  /** Reads a word with the loaded model and puts it on the map. */
  placeWord(word: string): Promise<void>
  /** Forgets the alarms that Watch has logged in this tab. */
  clearWatchLog(): void
  dispose(): void
}

export interface LabOptions {
  request: LoadRequest
  storage?: DraftStorage
  measurements?: MeasurementStorage // in memory when left out
  shippedMap?: () => Promise<unknown> // the file beside the bundled model, parsed as JSON
  recordedWarning?: () => Promise<ExperimentResult | null> // the early warning of the bundled model
  schedule?: Schedule // how updates while writing are gathered; at once when left out
}

/** A lab around engines that `makeEngine` makes: the first when the model is loaded, another after one has died. */
export function createLab(makeEngine: () => EngineHandle, options: LabOptions): Lab {
  const { storage } = options
  const restored = storage ? restoreDraft(storage) : null
  const store = createStore<LabState>(() => firstState(restored))
  const seat = new EngineSeat(makeEngine, died)
  const running = new Running(store, seat, options.schedule ?? ((flush) => flush()))
  const deriving = new Deriving(store, seat)
  const board = new ExperimentBoard(store, options.measurements ?? memoryStorage())
  const recalling = new Recalling(board)
  const experimenting = new Experimenting(store, seat, board, recalling)
  const mapping = new Mapping(store, seat, recalling, options.shippedMap ?? noMap)
  const loading = new Loading(store, seat, options.request)
  const watching = new Watching(store, {
    recorded: options.recordedWarning ?? (async () => null),
    recall: () => recalling.recall('early-warning'),
  })
  if (storage)
    store.subscribe(({ draft }, before) => {
      if (draft !== before.draft) keepDraft(storage, draft)
    })

  function died(error: LabError): void {
    const { model } = store.getState()
    const sentence = error.message
    if (model.phase === 'ready')
      store.setState({ model: { phase: 'lost', sentence, model: model.model } })
    else if (model.phase === 'loading') store.setState({ model: loading.failure(sentence) })
    deriving.abandon(sentence)
    running.abandon('The run ended with the model. Its texts are kept.')
  }

  function makeWay(why: string): void {
    running.abandon(`Ended because ${why}. What was written is kept.`)
    deriving.abandon(`Ended because ${why}. What was derived before is kept.`)
    experimenting.pause()
  }

  async function reload(load: () => Promise<void>): Promise<void> {
    if (store.getState().model.phase === 'loading') return
    makeWay('the model is loaded again')
    await load()
    await startWaiting()
  }

  async function startWaiting(): Promise<void> {
    const { run, model } = store.getState()
    if (run.phase !== 'waiting' || model.phase === 'loading') return
    store.setState({ run: { phase: 'idle' } })
    if (model.phase === 'ready') await running.run()
  }

  return {
    store,
    engine: pageEngine(seat, async function* (request) {
      makeWay('the console loads a model')
      try {
        yield* loading.events(request)
      } finally {
        void startWaiting()
      }
    }),
    load: () => reload(() => loading.load()),
    loadFirst: () => reload(() => loading.loadFirst()),
    edit(change) {
      store.setState(({ draft, run }) => ({
        draft: { ...draft, ...change },
        run: runAfterEdit(run, change),
      }))
    },
    setCoefficient(typed) {
      if (!Number.isFinite(typed)) {
        const sentence =
          'The coefficient is not a number. Choose one from −0.4 to 0.4; the last one is kept.'
        store.setState(({ run }) =>
          run.phase === 'reading' || run.phase === 'writing' || run.phase === 'stopping'
            ? {}
            : { run: { phase: 'refused', field: 'coefficient', sentence } },
        )
        return
      }
      const coefficient = onSlider(typed)
      store.setState(({ draft, run }) => ({
        draft: { ...draft, coefficient },
        run: runAfterEdit(run, { coefficient }),
      }))
      running.steer(coefficient)
    },
    run: () => running.run(),
    stop: () => running.stop(),
    derive: (recipe) => deriving.derive(recipe),
    cancelDerive: () => deriving.cancel(),
    runExperiment: (name) => experimenting.run(name),
    pauseExperiment: () => experimenting.pause(),
    resetExperiment: (name) => recalling.reset(name),
    setTexts: (name, texts) => recalling.setTexts(name, texts),
    recallExperiment: (name) => recalling.recall(name),
    openMap: () => mapping.open(),
    placeWord: (word) => mapping.place(word),
    clearWatchLog: () => watching.clear(),
    dispose: () => seat.clear(),
  }
}

const noMap = async () => {
  throw new LabError(
    'missing-file',
    'No map is shipped with this page. Run the experiment to make one.',
  )
}

function firstState(restored: RestoredDraft | null): LabState {
  return {
    model: { phase: 'idle' },
    notes: [],
    draft: restored?.draft ?? freshDraft,
    draftNote: restored?.note ?? null,
    run: { phase: 'idle' },
    lanes: LANE_NAMES.map((name) => emptyLane(name)),
    ran: null,
    derive: { phase: 'idle' },
    derived: [],
    experiments: emptyExperiments,
    map: { phase: 'closed' },
    watch: emptyWatch,
  }
}
