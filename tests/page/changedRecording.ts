import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { hashOf } from '../../models/recordingFiles.ts'
import { parseIndex, type RecordedIndex } from '../../src/recorded/recordedIndex.ts'
import { parseRecording, type RecordedLane, type Recording } from '../../src/recorded/recording.ts'
import { realFolder } from '../model/realModel.ts'

/** What the index tells of a recording. */
export type Entry = RecordedIndex['runs'][number]

const folder = join(realFolder, 'evenkeel/recordings')
const jsonOf = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'))

/** The first recording of which this holds. */
export async function recordingOf(isIt: (entry: Entry) => boolean): Promise<Recording> {
  const entry = parseIndex(await jsonOf('index.json')).runs.find(isIt)
  if (!entry) throw new Error('there is no such recording')
  return parseRecording(await jsonOf(entry.file), entry.file)
}

/** Answers the page's request for one recording with a changed one, as the model might have written it elsewhere. */
export async function changeRecording(
  page: Page,
  isIt: (entry: Entry) => boolean,
  change: (recording: Recording) => void,
): Promise<void> {
  const index = parseIndex(await jsonOf('index.json'))
  const entry = index.runs.find(isIt)
  if (!entry) throw new Error('there is no such recording to change')
  const recording = parseRecording(await jsonOf(entry.file), entry.file)
  change(recording)
  const body = `${JSON.stringify(recording)}\n`
  const { sampling } = recording
  const runs = index.runs.map((one) =>
    one === entry ? { ...entry, sampling, sha256: hashOf(body) } : one,
  )
  const answer = (file: string, text: string) =>
    page.route(`**/recordings/${file}`, (route) =>
      route.fulfill({ body: text, contentType: 'application/json' }),
    )
  await answer('index.json', JSON.stringify({ ...index, runs }))
  await answer(entry.file, body)
}

/** The lanes of the recorded run at a push: baseline, steered, random direction. */
export function lanesAt({ lanes, runs }: Recording, push: number): RecordedLane[] {
  const all = runs.map((run) => run.lanes.map((at) => lanes[at]!))
  const found = all.find(([, steered]) => steered?.coefficient === push)
  if (!found) throw new Error(`there is no run at ${push}`)
  return found
}
