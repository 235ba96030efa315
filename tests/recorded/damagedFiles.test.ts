import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hashOf } from '../../models/recordingFiles.ts'
import { LabError } from '../../src/labError.ts'
import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { fetchText, type ReadText } from '../../src/recorded/recordedFolder.ts'
import { parseIndex, type RecordedIndex } from '../../src/recorded/recordedIndex.ts'
import { parseRecording, type Recording } from '../../src/recorded/recording.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import type { LabEngine, RecordedDays } from '../../src/steering/labEngine.ts'
import { type RecordingFolder, readFileUrl, recordFake } from './recordingFolder.ts'

let folder: RecordingFolder
let runs: string // the file of runs
let index: RecordedIndex
let recording: Recording

beforeEach(async () => {
  folder = await recordFake([{ draft: { ...freshDraft, maxTokens: '3' }, pushes: [0.1] }])
  runs = (await readdir(folder.path)).find((name) => name !== 'index.json')!
  index = parseIndex(JSON.parse(await readFile(join(folder.path, 'index.json'), 'utf8')))
  recording = parseRecording(JSON.parse(await readFile(join(folder.path, runs), 'utf8')), runs)
})
afterEach(() => folder.remove())

async function loaded(read: ReadText = readFileUrl): Promise<LabEngine> {
  const engine = recordedEngine(read)
  for await (const _ of engine.load({ folder: folder.url, device: 'recorded' }));
  return engine
}

const refusalOf = async (work: Promise<unknown>): Promise<LabError> => {
  const error = await work.then(
    () => new TypeError('nothing was refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof LabError) return error
  throw error
}

const asks = async () => (await loaded()).tokenize(folder.heard[0]!.source)

/** Puts a file of runs in place that the index vouches for. */
async function vouchFor(text: string): Promise<void> {
  await writeFile(join(folder.path, runs), text)
  const entry = { ...index.runs[0]!, sha256: hashOf(text) }
  await writeFile(join(folder.path, 'index.json'), JSON.stringify({ ...index, runs: [entry] }))
}

describe('a damaged recording', () => {
  it('is refused when it was cut short or changed on the way', async () => {
    const text = await readFile(join(folder.path, runs), 'utf8')
    for (const broken of [text.slice(0, 500), text.replace('The', 'She'), '']) {
      await writeFile(join(folder.path, runs), broken)
      const error = await refusalOf(asks())
      expect(error.code).toBe('wrong-hash')
      expect(error.message).toMatch(
        /is not the file that the index of recordings names.*Reload the page/,
      )
    }
  })

  it('is refused when it is no JSON, or a page of the host', async () => {
    await vouchFor('{"format":')
    expect((await refusalOf(asks())).message).toMatch(/cannot be read: it is not valid JSON/)
    await vouchFor('<!doctype html><title>Sign in</title>')
    expect((await refusalOf(asks())).message).toMatch(/cannot be read: it is an HTML page/)
  })

  it.each<[string, (whole: Recording) => unknown, RegExp]>([
    ['another format', (r) => ({ ...r, format: 'evenkeel-recording/9' }), /format/],
    ['missing pieces', (r) => ({ ...r, pieces: r.pieces.slice(1) }), /ids and pieces differ/],
    [
      'a run of lanes that are not there',
      (r) => ({ ...r, runs: [{ ...r.runs[0], lanes: [9] }] }),
      /names a lane that is not there/,
    ],
    [
      'a lane with a short column',
      (r) => ({ ...r, lanes: [{ ...r.lanes[0], logprob: [] }] }),
      /columns of a lane differ/,
    ],
    [
      'a lane longer than its run',
      (r) => ({ ...r, runs: [{ ...r.runs[0], steps: [] }] }),
      /longer than its run/,
    ],
    [
      'a number that is none',
      (r) => ({ ...r, lanes: [{ ...r.lanes[0], coefficient: null }] }),
      /coefficient/,
    ],
    ['an endless wait', (r) => ({ ...r, runs: [{ ...r.runs[0], steps: [1e12, 1, 1] }] }), /steps/],
    [
      'a waiting time below zero',
      (r) => ({ ...r, runs: [{ ...r.runs[0], steps: [-5, 1, 1] }] }),
      /steps/,
    ],
    ['more lanes than could be', (r) => ({ ...r, lanes: Array(501).fill(r.lanes[0]) }), /lanes/],
    ['a list where an object should be', () => [], /is damaged/],
    ['nothing', () => null, /is damaged/],
  ])('is refused with a sentence for %s', async (_what, change, says) => {
    await vouchFor(JSON.stringify(change(recording)))
    const error = await refusalOf(asks())
    expect(error.code).toBe('bad-file')
    expect(error.message).toMatch(says)
    expect(error.message).toContain(runs)
    expect(error.message).toContain('choose Live')
  })

  it('is refused unread when it is far too long', async () => {
    await vouchFor(JSON.stringify({ ...recording, text: 'a'.repeat(16_000_001) }))
    expect((await refusalOf(asks())).message).toMatch(/too long to be a recording/)
  })

  it('is asked for again after a failure, so that a connection that came back helps', async () => {
    let offline = true
    const engine = await loaded((url) => {
      if (offline && url.endsWith(runs)) throw new LabError('network', 'No connection.')
      return readFileUrl(url)
    })
    await refusalOf(engine.tokenize(folder.heard[0]!.source))
    offline = false
    await expect(engine.tokenize(folder.heard[0]!.source)).resolves.toMatchObject({
      ids: recording.ids,
    })
  })
})

const withDays = (index: RecordedIndex, days: RecordedDays) => ({
  ...index,
  runs: [{ ...index.runs[0], days }],
})

describe('a damaged index of recordings', () => {
  it.each<[string, (whole: RecordedIndex) => unknown]>([
    ['another format', (i) => ({ ...i, format: 'evenkeel-recordings/2' })],
    ['a file elsewhere', (i) => ({ ...i, runs: [{ ...i.runs[0], file: '../../secret.json' }] })],
    [
      'a file on another host',
      (i) => ({ ...i, runs: [{ ...i.runs[0], file: 'https://a.example/b.json' }] }),
    ],
    ['a hash that is none', (i) => ({ ...i, runs: [{ ...i.runs[0], sha256: 'abc' }] })],
    ['no days', (i) => ({ ...i, runs: [{ ...i.runs[0], days: undefined }] })],
    ['a day that is none', (i) => withDays(i, { first: 'yesterday', last: '2026-11-26' })],
    [
      'a last day before the first',
      (i) => withDays(i, { first: '2026-11-26', last: '2026-11-25' }),
    ],
    [
      'a recipe that nobody knows',
      (i) => ({
        ...i,
        derivations: [
          {
            ...{ ...i.direction, recipe: 'magic', contrastHash: 'a'.repeat(64) },
            days: i.runs[0]!.days,
          },
        ],
      }),
    ],
    ['an unknown direction', (i) => ({ ...i, runs: [{ ...i.runs[0], direction: '__proto__' }] })],
  ])('is refused for %s', async (_what, change) => {
    await writeFile(join(folder.path, 'index.json'), JSON.stringify(change(index)))
    const error = await refusalOf(loaded())
    expect(error.code).toBe('bad-file')
    expect(error.message).toMatch(/recordings\/index\.json is damaged/)
  })

  it('is refused when the direction beside it is another one', async () => {
    await writeFile(join(folder.path, '../calm-to-desperate.json'), '{}')
    expect((await refusalOf(loaded())).code).toBe('wrong-hash')
  })
})

describe('fetching a recording', () => {
  afterEach(() => void vi.unstubAllGlobals())
  const answering = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', answer)

  it.each<[string, () => Promise<Response>, string]>([
    ['a file that is not there', async () => new Response('', { status: 404 }), 'missing-file'],
    ['a host in trouble', async () => new Response('', { status: 503 }), 'network'],
    ['no network', async () => Promise.reject(new TypeError('failed')), 'network'],
  ])('tells %s in a sentence', async (_what, answer, code) => {
    answering(answer)
    const error = await refusalOf(fetchText('https://lab.example/evenkeel/recordings/a.json'))
    expect(error.code).toBe(code)
    expect(error.message).toContain('recordings/a.json')
  })

  it('gives the text of an answer', async () => {
    answering(async () => new Response('{}'))
    expect(await fetchText('https://lab.example/a.json')).toBe('{}')
  })
})
