import { median } from '../src/math/statistics.ts'
import { recordDerivation, timedDerivation } from '../src/recorded/recordedDerivation.ts'
import type { RecordedFile, RecordedIndex } from '../src/recorded/recordedIndex.ts'
import type { RecordedRun, Recording } from '../src/recorded/recording.ts'
import { addRun } from '../src/recorded/recordRuns.ts'
import type { Tape } from '../src/recorded/tape.ts'
import type { Lab } from '../src/state/lab.ts'
import { contrast } from '../src/state/run/deriving.ts'
import { type DirectionSet, recipes } from '../src/steering/directionSet.ts'
import { contrastHash } from '../src/steering/hash.ts'
import type { LoadedModel, RecordedDays } from '../src/steering/labEngine.ts'
import { hashOf, type RecordingFiles } from './recordingFiles.ts'
import { settingOf, type WantedRuns } from './wantedRuns.ts'

interface Parts {
  lab: Lab
  tape: Tape
  model: LoadedModel
  direction: RecordedFile
  files: RecordingFiles
  until: number // ms since 1970: nothing is begun after it
  slow?: number // ms: runs whose median pass took longer are recorded again, since the machine did something else
  tell: (what: string) => void // of each file that was written
}

/** Has the lab do what is wanted, and writes down what it did, file by file. */
export class Recorder {
  readonly #parts: Parts
  #index: RecordedIndex

  constructor(parts: Parts) {
    const { about, fidelity, tokensPerSecond } = parts.model
    if (about.device === 'recorded') throw new RangeError('recordings are not recorded again')
    this.#parts = parts
    this.#index = {
      format: 'evenkeel-recordings/1',
      model: { about: { ...about, device: about.device }, fidelity, tokensPerSecond },
      direction: parts.direction,
      ...{ runs: [], derivations: [] },
    }
  }

  /** Takes up what is there, unless it is of another model or direction, or is to be made anew. */
  async open(fresh: boolean): Promise<void> {
    const { files, direction, model } = this.#parts
    const before = await files.index()
    const usable =
      before?.model.about.hash === model.about.hash && before.direction.sha256 === direction.sha256
    if (!fresh && before && usable) this.#index = before
    else await files.clear()
  }

  /** Derives by every recipe, or takes the directions that are recorded, so that runs can be pushed along them. */
  async derivations(): Promise<void> {
    for (const recipe of recipes) {
      const known = this.#index.derivations.some((one) => one.recipe === recipe)
      if (known || this.#isOver()) continue
      await this.#parts.lab.derive(recipe)
      const [heard] = this.#parts.tape.derivations()
      if (!heard) throw new Error(`nothing was derived by ${recipe}`)
      const file = `derivation-${recipe}.json`
      const sha256 = await this.#parts.files.write(file, recordDerivation(heard, this.#shipped()))
      const hash = await contrastHash(contrast)
      const entry = { file, sha256, recipe, contrastHash: hash, days: daysUntilToday(null) }
      this.#index.derivations.push(entry)
      await this.#keep(`derivation by ${recipe}`)
    }
  }

  /** Runs what is wanted and not there yet. */
  async runs(wanted: readonly WantedRuns[]): Promise<void> {
    await this.#takeDerived()
    for (const { draft, pushes } of wanted) {
      const file = fileOf(draft)
      let recording = await this.#parts.files.runs(file)
      for (const push of pushes) {
        if ((recording && this.#isThere(recording, push)) || this.#isOver()) continue
        const others: Recording | null = recording && {
          ...recording,
          runs: recording.runs.filter((run) => pushOf(run, recording!) !== push),
        }
        recording = await this.#run(draft, push, others)
        await this.#note(file, draft, recording)
        await this.#keep(`${file} ${push}`)
      }
    }
  }

  /** Forgets runs that nobody wants any more, such as those of a lesson that was changed. */
  async prune(wanted: readonly WantedRuns[]): Promise<void> {
    const kept = new Set(wanted.map(({ draft }) => fileOf(draft)))
    for (const { file } of this.#index.runs.filter((run) => !kept.has(run.file))) {
      this.#index.runs = this.#index.runs.filter((run) => run.file !== file)
      await this.#parts.files.remove(file)
      await this.#keep(`without ${file}`)
    }
  }

  async #run(
    { coefficient: _, ...draft }: WantedRuns['draft'],
    push: number,
    before: Recording | null,
  ): Promise<Recording> {
    const { lab, tape } = this.#parts
    lab.edit(draft)
    lab.setCoefficient(push)
    await lab.run()
    const { run } = lab.store.getState()
    const [heard] = tape.runs()
    if (run.phase !== 'done' || !heard)
      throw new Error(`${draft.prompt}: ${'sentence' in run ? run.sentence : run.phase}`)
    return addRun(before, heard)
  }

  async #note(file: string, draft: WantedRuns['draft'], recording: Recording): Promise<void> {
    const { source, ids, sampling, maxTokens } = recording
    const { direction, draw } = draft
    const before = this.#index.runs.find((run) => run.file === file)
    const entry: RecordedIndex['runs'][number] = {
      ...{ file, sha256: await this.#parts.files.write(file, recording) },
      ...{ source, ids, sampling, maxTokens, draw },
      direction: recipes.find((recipe) => recipe === direction) ?? 'shipped',
      steerBlock: Number(draft.steerBlock),
      readBlock: Number(draft.readBlock),
      pushes: pushesOf(recording),
      days: daysUntilToday(before?.days ?? null),
    }
    const others = this.#index.runs.filter((run) => run.file !== file)
    this.#index.runs = [...others, entry].sort((a, b) => (a.file < b.file ? -1 : 1))
  }

  async #takeDerived(): Promise<void> {
    const derived: DirectionSet[] = []
    for (const { file } of this.#index.derivations) {
      const last = timedDerivation(await this.#parts.files.json(file), file, this.#shipped()).at(-1)
      if (last?.event.type === 'derived') derived.push(last.event.directions)
    }
    this.#parts.lab.store.setState({ derived })
  }

  async #keep(what: string): Promise<void> {
    await this.#parts.files.write('index.json', this.#index)
    this.#parts.tell(what)
  }

  #shipped(): DirectionSet {
    const { direction } = this.#parts.model
    if (!direction) throw new Error('the model ships no direction')
    return direction
  }

  #isThere(recording: Recording, push: number): boolean {
    const known = recording.runs.find((run) => pushOf(run, recording) === push)
    return (
      known !== undefined && median(known.steps) <= (this.#parts.slow ?? Number.POSITIVE_INFINITY)
    )
  }

  #isOver(): boolean {
    return Date.now() > this.#parts.until
  }
}

/** The days of a file to which something is added today. */
function daysUntilToday(before: RecordedDays | null): RecordedDays {
  const today = new Date().toISOString().slice(0, 10)
  return { first: before?.first ?? today, last: today }
}

/** The push of a run is that of its second lane; the first is the baseline. */
const pushOf = (run: RecordedRun, { lanes }: Recording): number => lanes[run.lanes[1]!]!.coefficient

/** The pushes of the recorded runs, rising. */
const pushesOf = (recording: Recording): number[] =>
  recording.runs.map((run) => pushOf(run, recording)).sort((a, b) => a - b)

/** A name that says the prompt to people and the setting to machines. */
function fileOf(draft: WantedRuns['draft']): string {
  const words = draft.prompt.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return `${[...words.slice(0, 6), hashOf(settingOf(draft)).slice(0, 8)].join('-')}.json`
}
