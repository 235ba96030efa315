import * as v from 'valibot'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ExperimentName } from '../experiments/experiment.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import { type ControlName, controlIn, controlOf } from '../state/class/classControl.ts'
import type { Lab } from '../state/lab.ts'
import type { LabState } from '../state/labState.ts'
import { stepOf } from '../state/lessons/lessonProgress.ts'
import type { ProgressBook } from '../state/lessons/progressBook.ts'
import { freshDraft } from '../state/run/draft.ts'
import { checkOf } from './checkCatalog.ts'
import type { CheckAnswer } from './checks/checkKind.ts'
import { runDifferences, runParts, wantedRun } from './checks/wantedRun.ts'
import type { Evidence, FinishedRun } from './evidence.ts'
import { runEnded, runInLanes } from './finishedRuns.ts'
import type { KeptDraft } from './keptDraft.ts'
import { keptValues } from './keptValues.ts'
import type { Lesson, Setup, Step } from './lesson.ts'
import { draftsOf } from './lessonSetup.ts'
import { measuredRun } from './measuredRuns.ts'
import { outcomeFor, valuesOf } from './outcome.ts'

/** The lesson that lies open, and what its learner has done since. */
export interface DeskState {
  lesson: Lesson | null
  at: number // index of the step that is shown
  reached: number // index of the last step that was shown
  runs: readonly FinishedRun[] // since the lesson was opened, and the one that stood in the lanes
  since: number // how many of them there were when the step was shown
  answers: Readonly<Record<string, string>> // of questions that are checks, by step
  recorded: Evidence['recorded']
  setUp: 'not' | 'done' | 'refused' // of this step; refused: a class locks what it would change
}

const closed: DeskState = {
  ...{ lesson: null, at: 0, reached: 0, runs: [], since: 0, answers: {}, recorded: {} },
  setUp: 'not',
}

export type RecordedResults = (name: ExperimentName) => Promise<ExperimentResult | null>

/** Goes through one lesson at a time: sets the Lab up, and looks at its state for what a step asks for. */
export class LessonDesk {
  readonly store: StoreApi<DeskState> = createStore<DeskState>(() => closed)
  readonly #lab: Lab
  readonly #book: ProgressBook
  readonly #kept: KeptDraft
  readonly #results: RecordedResults

  constructor(lab: Lab, book: ProgressBook, kept: KeptDraft, results: RecordedResults) {
    this.#lab = lab
    this.#book = book
    this.#kept = kept
    this.#results = results
    lab.store.subscribe((now, before) => this.#follow(now, before))
  }

  /** Opens a lesson at its first step that is not done; the same lesson in another language stays where it is. */
  open(lesson: Lesson): void {
    const open = this.store.getState().lesson
    if (open?.name === lesson.name) {
      this.store.setState({ lesson })
      return
    }
    if (open) this.#kept.giveBack(open.name)
    const first = lesson.parts.findIndex(({ id }) => !this.#passed(lesson, id))
    const inLanes = runInLanes(this.#lab.store.getState())
    const at = Math.max(first, 0)
    const reached = first < 0 ? lesson.parts.length - 1 : first
    this.store.setState({ ...closed, lesson, at, reached, runs: inLanes ? [inLanes] : [] })
    this.#shown(at)
  }

  /** Closes the lesson; what was typed before it comes back, also where the lesson itself did not come. */
  leave(): void {
    const { lesson } = this.store.getState()
    if (lesson) {
      this.store.setState(closed)
      this.#kept.giveBack(lesson.name)
    } else this.#kept.giveBackLeft()
  }

  /** Shows a step again, or the next one. */
  show(index: number): void {
    const { lesson, at } = this.store.getState()
    if (lesson?.parts[index] && index !== at) this.#shown(index)
  }

  /** Forgets what was done in this lesson and begins it anew. */
  startOver(): void {
    const { lesson, recorded } = this.store.getState()
    if (!lesson) return
    this.#book.forget(lesson.name)
    this.store.setState({ ...closed, lesson, recorded })
    this.#shown(0)
  }

  /** Takes the prediction for the step that is shown; null skips the question. */
  predict(option: string | null): void {
    const { lesson, step } = this.#open()
    if (!lesson || !step) return
    const found = this.look()
    const late = step.check.name !== 'answer' && found.phase === 'held' && !found.given
    this.#book.predict(lesson.name, step.id, option, late)
    if (option !== null)
      this.store.setState(({ answers }) => ({ answers: { ...answers, [step.id]: option } }))
    this.#examine()
  }

  /** Puts the setup of the step into the Lab, where it asks for several runs that of the next one missing. */
  setUp(): void {
    const { lesson, step } = this.#open()
    if (!lesson || !step?.setup) return
    const { leave } = step.setup
    const drafts = draftsOf(step.setup)
    const { runs } = this.store.getState()
    const { draft } = this.#lab.store.getState()
    const parts = v.parse(v.object(runParts), step.check.parameters)
    const isDone = (wanted: (typeof drafts)[number]) =>
      runs.some((run) => runDifferences(run, wantedRun(wanted, parts)).length === 0)
    const next = drafts.find((draft) => !isDone(draft)) ?? drafts[0]!
    const left = Object.fromEntries(
      leave
        .filter((field) => field === 'seed' || this.#canChange(lesson.name, controlOf(field)))
        .map((field) => [field, field === 'seed' ? draft.seed : freshDraft[field]]),
    )
    const took = this.#kept.put(lesson.name, { ...next, ...left })
    this.store.setState({ setUp: took ? 'done' : 'refused' })
  }

  /** What the check of the step that is shown finds now. */
  look(): CheckAnswer {
    const { step } = this.#open()
    const check = step && checkOf(step.check.name)
    return check ? check.look(step.check.parameters, this.evidence()) : { phase: 'open' }
  }

  /** What checks and measures of the step that is shown may look at. */
  evidence(): Evidence {
    const { lesson, step, runs, since, recorded, answers } = this.#open()
    return {
      state: this.#lab.store.getState(),
      setup: step?.setup ?? null,
      prompts: lesson?.parts.flatMap(({ setup }) => (setup ? promptOf(setup) : [])) ?? [],
      runs,
      fresh: runs.slice(since),
      recorded,
      answer: lesson && step ? (answers[step.id] ?? this.#predicted(lesson, step)) : null,
    }
  }

  #open(): DeskState & { step: Step | undefined } {
    const state = this.store.getState()
    return { ...state, step: state.lesson?.parts[state.at] }
  }

  /** What the class of this lesson keeps, its learners cannot set themselves. */
  #canChange(lesson: string, control: ControlName): boolean {
    const { classroom } = this.#lab.store.getState()
    return classroom?.lesson !== lesson || controlIn(classroom, control) === 'free'
  }

  #predicted = (lesson: Lesson, { id }: Step): string | null =>
    stepOf(this.#book.progress, lesson.name, id).prediction?.option ?? null

  #passed = (lesson: Lesson, step: string): boolean =>
    stepOf(this.#book.progress, lesson.name, step).passed !== null

  #shown(at: number): void {
    this.store.setState(({ reached, runs }) => ({
      at,
      reached: Math.max(reached, at),
      since: runs.length,
      setUp: 'not',
    }))
    const { beside } = this.#open().step ?? {}
    if (beside?.room === 'experiments') void this.#fetch(beside.experiment)
  }

  async #fetch(name: ExperimentName): Promise<void> {
    const result = await this.#results(name).catch(() => null) // the page beside says what did not come
    if (!result) return
    this.store.setState(({ recorded }) => ({ recorded: { ...recorded, [name]: result } }))
    this.#examine()
  }

  #follow(now: LabState, before: LabState): void {
    if (!this.store.getState().lesson) return
    const ended = runEnded(now, before)
    if (ended) this.store.setState(({ runs }) => ({ runs: [...runs, ended].slice(-RUNS) }))
    const moved = bearing.some((part) => now[part] !== before[part])
    if (moved) this.#watch(now)
    if (ended || moved) this.#examine()
  }

  /** A threshold may come after the run that it is for: then that run was watched after all. */
  #watch(now: LabState): void {
    const inLanes = runInLanes(now)
    this.store.setState(({ runs }) => {
      const last = runs.at(-1)
      return inLanes?.threshold != null && last?.threshold === null && last.lanes === inLanes.lanes
        ? { runs: [...runs.slice(0, -1), inLanes] }
        : {}
    })
  }

  /** Passes the step when its question is answered, or skipped, and its check holds. */
  #examine(): void {
    const { lesson, step } = this.#open()
    if (!lesson || !step || this.#passed(lesson, step.id)) return
    if (!stepOf(this.#book.progress, lesson.name, step.id).prediction) return
    const answer = this.look()
    if (answer.phase !== 'held') return
    const values = keptValues(valuesOf(step, this.evidence(), answer.runs))
    const outcome = outcomeFor(step, values).id
    this.#book.pass(lesson.name, step.id, { outcome, values, runs: answer.runs.map(measuredRun) })
  }
}

/** What Set up puts into the field, also where it leaves the prompt to the learner. */
const promptOf = ({ draft }: Setup): string => draft.prompt ?? freshDraft.prompt

/** More runs than this a lesson does not ask for. */
const RUNS = 60

/** Parts of the state, beside runs, that a check may look at. */
const bearing = ['derived', 'experiments', 'map', 'model', 'watch', 'draft'] as const
