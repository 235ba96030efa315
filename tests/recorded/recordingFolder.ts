import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Recorder } from '../../models/recorder.ts'
import { hashOf, RecordingFiles } from '../../models/recordingFiles.ts'
import type { WantedRuns } from '../../models/wantedRuns.ts'
import { LabError } from '../../src/labError.ts'
import type { ReadText } from '../../src/recorded/recordedFolder.ts'
import type { HeardRun } from '../../src/recorded/recordRuns.ts'
import { tapeOf } from '../../src/recorded/tape.ts'
import { createLab } from '../../src/state/lab.ts'
import { encodeDirectionFile } from '../../src/steering/directionFile.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'
import { FakeEngine } from '../fakes/fakeEngine.ts'

/** A folder with recordings of the fake model, as `npm run record` would make it of the real one. */
export interface RecordingFolder {
  url: string
  path: string // of the recordings on disk
  heard: HeardRun[] // what was recorded, in order
  remove(): Promise<void>
}

/** Reads a file URL as the page would read an address. */
export const readFileUrl: ReadText = async (url) => {
  try {
    return await readFile(fileURLToPath(url), 'utf8')
  } catch (cause) {
    throw new LabError('missing-file', `${url} is not there.`, { cause })
  }
}

/** Records runs and derivations of the fake model. `minutes` 0 stops the recorder before it begins. */
export async function recordFake(
  wanted: readonly WantedRuns[],
  { derivations = false, into = '', minutes = 10, prune = false, slow = Infinity } = {},
): Promise<RecordingFolder> {
  const folder = into || (await mkdtemp(join(tmpdir(), 'evenkeel-recordings-')))
  await mkdir(join(folder, 'evenkeel'), { recursive: true })
  const text = JSON.stringify(encodeDirectionFile(fakeDirections(30, 16)))
  await writeFile(join(folder, 'evenkeel/calm-to-desperate.json'), text)
  const fake = new FakeEngine({ stopAfter: 4 })
  const tape = tapeOf(fake)
  const heard: HeardRun[] = []
  const runs = () => {
    const ended = tape.runs()
    heard.push(...ended)
    return ended
  }
  const lab = createLab(() => ({ ...fake.handle(), engine: tape.engine }), {
    request: { folder: 'fake/' },
  })
  await lab.load()
  const { model } = lab.store.getState()
  if (model.phase !== 'ready') throw new TypeError(model.phase)
  const recorder = new Recorder({
    ...{ lab, tape: { ...tape, runs }, model: model.model },
    direction: { file: 'calm-to-desperate.json', sha256: hashOf(text) },
    files: new RecordingFiles(folder),
    until: Date.now() + minutes * 60_000 - 1,
    ...{ slow, tell: () => undefined },
  })
  await recorder.open(false)
  if (derivations) await recorder.derivations()
  await recorder.runs(wanted)
  if (prune) await recorder.prune(wanted)
  return {
    url: `${pathToFileURL(folder).href}/`,
    path: join(folder, 'evenkeel/recordings'),
    heard,
    remove: () => rm(folder, { recursive: true }),
  }
}
