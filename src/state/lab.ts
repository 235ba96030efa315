import { createStore } from 'zustand/vanilla'
import type { ExperimentName } from '../experiments/experiment.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import { LabError } from '../labError.ts'
import { say } from '../language/say.ts'
import type { Recipe } from '../steering/directionSet.ts'
import type { LabEngine, LoadRequest } from '../steering/labEngine.ts'
import { type ClassCommands, inClass } from './class/classGuard.ts'
import { Classroom } from './class/classroom.ts'
import { type ClassStorage, classInMemory } from './class/classStorage.ts'
import { ExperimentBoard } from './experiments/experimentBoard.ts'
import { Experimenting } from './experiments/experimenting.ts'
import { Mapping } from './experiments/mapping.ts'
import { type MeasurementStorage, memoryStorage } from './experiments/measurementStorage.ts'
import { Playing } from './experiments/playing.ts'
import { Recalling } from './experiments/recalling.ts'
import { firstState } from './firstState.ts'
import type { LabState, LabStore } from './labState.ts'
import type { DeviceFacts, Mode } from './mode/mode.ts'
import { Moding } from './mode/moding.ts'
import { isRecorded } from './mode/recordedMode.ts'
import { nearestStop } from './mode/recordedPushes.ts'
import type { EngineHandle } from './model/engineHandle.ts'
import { EngineSeat } from './model/engineSeat.ts'
import { Loading } from './model/loading.ts'
import { pageEngine } from './model/pageEngine.ts'
import { RunPoints } from './results/runPoints.ts'
import { Deriving } from './run/deriving.ts'
import { type Draft, onSlider } from './run/draft.ts'
import { keepDraft, restoreDraft } from './run/draftStorage.ts'
import type { Schedule } from './run/frameBatch.ts'
import { Running } from './run/running.ts'
import { isBusy } from './run/runPhase.ts'
import { runAfterEdit } from './run/takenBack.ts'
import type { TextStorage } from './textStorage.ts'
import { Watching } from './watch/watching.ts'
import { keepFilter } from './wordFilter/wordFilterChoice.ts'

/** What a person can do in the lab. No command throws for what a user or a device can cause: the store tells. */
export interface Lab extends ClassCommands {
  store: LabStore
  /** The lab for scripts: what it loads, the page shows; every other call goes to the engine of that moment. */
  engine: LabEngine
  /** Loads the model that was asked for last, again if need be; ends what runs, and starts a run that waits. */
  load(): Promise<void>
  /** Loads the model that the page began with, when another one did not load. */
  loadFirst(): Promise<void>
  /** Changes what is typed or chosen; a refusal of the fields that changed is taken back. */
  edit(change: Partial<Omit<Draft, 'coefficient'>>): void
  /**
   * Moves the slider; while the model writes, the next tokens follow. In recorded mode it goes to the next recorded push,
   * from the next run on. NaN is refused with a sentence.
   */
  setCoefficient(coefficient: number): void
  run(): Promise<void>
  stop(): void
  derive(recipe: Recipe): Promise<void>
  cancelDerive(): void
  /** Starts an experiment or goes on with it; in recorded mode, plays its recorded run. */
  runExperiment(name: ExperimentName): Promise<void>
  pauseExperiment(): void
  /** Shows the end of the recorded run that is being played. */
  showRecordedEnd(): void
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
  /** Forgets the runs that make this device's result. */
  clearPoints(): void
  /** Covers filtered words in what the model wrote, or shows them. */
  filterWords(on: boolean): void
  /** Chooses between a model at work and recordings; what is loaded follows, and draft and texts stay. */
  setMode(mode: Mode): void
  dispose(): void
}

export interface LabOptions {
  request: LoadRequest
  storage?: TextStorage
  classStorage?: ClassStorage // in memory when left out
  measurements?: MeasurementStorage // in memory when left out
  shippedMap?: () => Promise<unknown> // the file beside the bundled model, parsed as JSON
  recordedResult?: (name: ExperimentName) => Promise<ExperimentResult | null> // of the bundled model
  device?: DeviceFacts // what the browser tells of the device
  mode?: TextStorage // of the mode that was chosen, and of what earlier visits found out; in memory when left out
  points?: TextStorage // of the own result; in memory when left out
  filter?: TextStorage // of the choice to filter words
  schedule?: Schedule // how updates while writing are gathered; at once when left out
}

/** A lab around engines that `makeEngine` makes: the first when the model is loaded, another after one has died. */
export function createLab(
  makeEngine: (request: LoadRequest) => EngineHandle,
  options: LabOptions,
): Lab {
  const { storage, recordedResult = async () => null } = options
  const restored = storage ? restoreDraft(storage) : null
  const store = createStore<LabState>(() => firstState(restored, options))
  const seat = new EngineSeat(makeEngine, died)
  const running = new Running(store, seat, options.schedule ?? ((flush) => flush()))
  const deriving = new Deriving(store, seat)
  const board = new ExperimentBoard(store, options.measurements ?? memoryStorage())
  const recalling = new Recalling(board)
  const experimenting = new Experimenting(store, seat, board, recalling)
  const mapping = new Mapping(store, seat, recalling, options.shippedMap ?? noMap)
  const loading = new Loading(store, seat, options.request)
  const playing = new Playing(store, board, recordedResult)
  const runPoints = new RunPoints(store, options.points)
  const watching = new Watching(store, {
    recorded: () => recordedResult('early-warning'),
    recall: () => recalling.recall('early-warning'),
  })
  const classroom = new Classroom(store, options.classStorage ?? classInMemory())
  if (storage)
    store.subscribe(({ draft, classroom }, before) => {
      if (draft !== before.draft && !classroom) keepDraft(storage, draft)
    })

  function died(error: LabError): void {
    const { model } = store.getState()
    const sentence = error.message
    if (model.phase === 'ready')
      store.setState({ model: { phase: 'lost', sentence, model: model.model } })
    else if (model.phase === 'loading') store.setState({ model: loading.failure(sentence) })
    deriving.abandon(sentence)
    running.abandon(say('run.endedWithModel'))
  }

  const moding = new Moding(store, options.mode, () => {
    makeWay('mode')
    void loading.load().then(startWaiting)
  })

  function makeWay(why: 'again' | 'console' | 'mode'): void {
    running.abandon(say('run.endedBecause', { why }))
    deriving.abandon(say('derive.endedBecause', { why }))
    experimenting.pause()
    playing.leave()
  }

  async function reload(load: () => Promise<void>): Promise<void> {
    if (store.getState().model.phase === 'loading') return
    makeWay('again')
    await load()
    await startWaiting()
  }

  async function startWaiting(): Promise<void> {
    const { run, model } = store.getState()
    if (run.phase !== 'waiting' || model.phase === 'loading') return
    store.setState({ run: { phase: 'idle' } })
    if (model.phase === 'ready') await start()
  }

  /** In recorded mode a push between two recorded ones goes to the nearest before the run. */
  function start(): Promise<void> {
    const state = store.getState()
    if (isRecorded(state) && state.model.phase === 'ready' && !isBusy(state.run))
      move(nearestStop(state, state.draft.coefficient))
    return running.run()
  }

  function move(coefficient: number): void {
    store.setState(({ draft, run }) => ({
      draft: { ...draft, coefficient },
      run: runAfterEdit(run, { coefficient }),
    }))
  }

  const open: Omit<Lab, keyof ClassCommands> = {
    store,
    engine: pageEngine(seat, async function* (request) {
      makeWay('console')
      moding.follow(request)
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
        const sentence = say('run.coefficientNotNumber')
        store.setState(({ run }) =>
          run.phase === 'reading' || run.phase === 'writing' || run.phase === 'stopping'
            ? {}
            : { run: { phase: 'refused', field: 'coefficient', sentence } },
        )
        return
      }
      const state = store.getState()
      const coefficient = isRecorded(state) ? nearestStop(state, typed) : onSlider(typed)
      move(coefficient)
      running.steer(coefficient)
    },
    run: start,
    stop: () => running.stop(),
    derive: (recipe) => deriving.derive(recipe),
    cancelDerive: () => deriving.cancel(),
    async runExperiment(name) {
      if (isRecorded(store.getState())) playing.play(name)
      else await experimenting.run(name)
    },
    pauseExperiment: () => experimenting.pause(),
    showRecordedEnd: () => void playing.showEnd(),
    resetExperiment: (name) => recalling.reset(name),
    setTexts: (name, texts) => recalling.setTexts(name, texts),
    recallExperiment: (name) => recalling.recall(name),
    openMap: () => mapping.open(),
    placeWord: (word) => mapping.place(word),
    clearWatchLog: () => watching.clear(),
    clearPoints: () => runPoints.clear(),
    filterWords(on) {
      store.setState({ wordFilter: on })
      keepFilter(options.filter, on)
    },
    setMode: (mode) => moding.choose(mode),
    dispose() {
      playing.leave()
      seat.clear()
    },
  }
  return inClass(open, classroom)
}

const noMap = async () => {
  throw new LabError('missing-file', say('fault.noMap'))
}
