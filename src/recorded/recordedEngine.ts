import { LabError } from '../labError.ts'
import { parseDeriveRequest } from '../steering/deriveRequest.ts'
import { parseDirectionFile } from '../steering/directionFile.ts'
import type { DirectionSet } from '../steering/directionSet.ts'
import { contrastHash } from '../steering/hash.ts'
import type { DeriveEvent, LabEngine, LoadEvent, LoadRequest } from '../steering/labEngine.ts'
import type {
  GenerateRequest,
  Generation,
  GenerationEvent,
  TextSource,
  Tokenized,
} from '../steering/steerableModel.ts'
import { matchIn, sameNumbers, sameSampling } from './matching.ts'
import {
  captureNotRecorded,
  derivationNotRecorded,
  runNotRecorded,
  textNotRecorded,
} from './notRecorded.ts'
import { timedDerivation } from './recordedDerivation.ts'
import { type ReadText, readRecorded } from './recordedFolder.ts'
import { daysOf, parseIndex, type RecordedFile, type RecordedIndex } from './recordedIndex.ts'
import { parseRecording, type Recording } from './recording.ts'
import { replay, type Timed } from './replay.ts'
import { timedRun } from './timedRun.ts'

/** The recordings beside one model, opened. */
interface Opened {
  folder: string
  index: RecordedIndex
  direction: DirectionSet
  files: Map<string, Promise<Recording>>
}

/**
 * A lab that runs no model: it answers from what the model of a folder wrote and derived earlier, at the pace of then,
 * and refuses everything else with LabError `not-recorded`. `steer` does not change what was written. `pace` is times the
 * pace of then.
 */
export function recordedEngine(read: ReadText, pace = 1): LabEngine {
  let opened: Opened | null = null

  const recordings = (): Opened => {
    if (opened) return opened
    throw new LabError('bad-input', 'No recordings are loaded. Load them first.')
  }

  async function* load({ folder }: LoadRequest): AsyncGenerator<LoadEvent> {
    opened = null
    yield { type: 'progress', stage: 'download', file: 'index.json', done: 0, total: 0 }
    const index = parseIndex(await readIndex(read, folder))
    yield { type: 'progress', stage: 'download', file: index.direction.file, done: 0, total: 0 }
    const { about, fidelity, tokensPerSecond } = index.model
    const { file, sha256 } = index.direction
    const shipped = await readRecorded(read, new URL(`evenkeel/${file}`, folder).href, sha256)
    const direction = parseDirectionFile(shipped, about)
    opened = { folder, index, direction, files: new Map() }
    const { device } = about
    yield {
      type: 'ready',
      model: {
        about: { ...about, device: 'recorded' },
        ...{ fidelity, direction, tokensPerSecond, memoryBytes: null },
        recorded: {
          ...{ device, days: daysOf(index), pace },
          runs: index.runs.map(({ file, sha256, ids, days, ...run }) => run),
          recipes: index.derivations.map(({ recipe }) => recipe),
        },
      },
    }
  }

  async function tokenize(source: TextSource): Promise<Tokenized> {
    const { index, ...rest } = recordings()
    const text = JSON.stringify(source)
    const entry = index.runs.find((run) => JSON.stringify(run.source) === text)
    if (!entry) throw textNotRecorded(index.runs)
    const { ids, pieces, text: whole } = await recordingOf(read, rest, entry)
    return { ids, pieces, text: whole }
  }

  async function written(request: GenerateRequest): Promise<Timed<GenerationEvent>[]> {
    const { index, ...rest } = recordings()
    const samePrompt = index.runs.filter(({ ids }) => sameNumbers(ids, request.ids))
    for (const entry of samePrompt) {
      if (!sameSampling(entry.sampling, request.sampling)) continue
      const match = matchIn(await recordingOf(read, rest, entry), request)
      if (match) return timedRun(match.run, match.lanes)
    }
    throw runNotRecorded(request, samePrompt)
  }

  return {
    load,
    tokenize,
    // biome-ignore lint/correctness/useYield: a stream that refuses.
    async *capture() {
      throw captureNotRecorded()
    },
    generate(request): Generation {
      const events = replay(() => written(request), pace)
      return { [Symbol.asyncIterator]: () => events, steer: () => undefined }
    },
    derive: (request) =>
      replay(async (): Promise<Timed<DeriveEvent>[]> => {
        const { contrast, recipe } = parseDeriveRequest(request)
        const { index, folder, direction } = recordings()
        const hash = await contrastHash(contrast)
        const entry = index.derivations.find(
          (one) => one.recipe === recipe && one.contrastHash === hash,
        )
        if (!entry) throw derivationNotRecorded()
        const value = await readRecorded(read, addressOf(folder, entry), entry.sha256)
        return timedDerivation(value, entry.file, direction)
      }, pace),
  }
}

async function readIndex(read: ReadText, folder: string): Promise<unknown> {
  try {
    return await readRecorded(read, addressOf(folder, { file: 'index.json' }), null)
  } catch (error) {
    if (!(error instanceof LabError && error.code === 'missing-file')) throw error
    throw new LabError(
      'missing-file',
      'No recordings lie beside this model. Choose Live, or load the bundled model.',
      { cause: error },
    )
  }
}

const addressOf = (folder: string, { file }: Pick<RecordedFile, 'file'>): string =>
  new URL(`evenkeel/recordings/${file}`, folder).href

/** A file of runs, fetched once; after a failure it is fetched again when it is asked for again. */
function recordingOf(
  read: ReadText,
  { folder, files }: Pick<Opened, 'folder' | 'files'>,
  { file, sha256 }: RecordedFile,
): Promise<Recording> {
  const known = files.get(file)
  if (known !== undefined) return known
  const fetched = readRecorded(read, addressOf(folder, { file }), sha256).then((value) =>
    parseRecording(value, file),
  )
  files.set(file, fetched)
  fetched.catch(() => files.delete(file))
  return fetched
}
