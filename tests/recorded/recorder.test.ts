import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gathered } from '../../models/wantedRuns.ts'
import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { daysOf, parseIndex } from '../../src/recorded/recordedIndex.ts'
import { parseRecording } from '../../src/recorded/recording.ts'
import { addRun, type HeardRun } from '../../src/recorded/recordRuns.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import type { LoadEvent } from '../../src/steering/labEngine.ts'
import { readFileUrl, recordFake } from './recordingFolder.ts'

const draft = { ...freshDraft, maxTokens: '3' }
const whole = { draft, pushes: [-0.1, 0, 0.1] }

const indexOf = async (path: string) =>
  parseIndex(JSON.parse(await readFile(join(path, 'index.json'), 'utf8')))

describe('recording', () => {
  it('keeps what is there and adds what is missing', async () => {
    const first = await recordFake([{ draft, pushes: [0.1] }])
    const into = join(first.path, '../..')
    const second = await recordFake([whole], { into })
    expect(second.heard.map(({ request }) => request.lanes[1]?.steering.coefficient)).toEqual([
      -0.1, 0,
    ])
    const third = await recordFake([whole], { into })
    expect(third.heard).toEqual([])
    const { runs } = await indexOf(first.path)
    expect(runs.map(({ pushes }) => pushes)).toEqual([[-0.1, 0, 0.1]])
    await first.remove()
  })

  it('tells the first and the last day on which something was recorded', async () => {
    const first = await recordFake([{ draft, pushes: [0.1] }])
    const today = new Date().toISOString().slice(0, 10)
    const before = await indexOf(first.path)
    expect(daysOf(before)).toEqual({ first: today, last: today })
    const earlier = before.runs.map((run) => ({
      ...run,
      days: { first: '2026-01-02', last: '2026-01-03' },
    }))
    await writeFile(
      join(first.path, 'index.json'),
      JSON.stringify({ ...before, runs: earlier, derivations: [] }),
    )
    const into = join(first.path, '../..')
    await recordFake([{ draft, pushes: [0.1] }], { into })
    expect(daysOf(await indexOf(first.path))).toEqual({ first: '2026-01-02', last: '2026-01-03' })
    await recordFake([whole], { into })
    const after = await indexOf(first.path)
    expect(after.runs.map(({ days }) => days)).toEqual([{ first: '2026-01-02', last: today }])
    expect(daysOf({ ...after, runs: [], derivations: [] })).toBeNull()
    const seen: LoadEvent[] = []
    for await (const event of recordedEngine(readFileUrl).load({ folder: first.url }))
      seen.push(event)
    expect(seen.at(-1)).toMatchObject({ model: { recorded: { days: daysOf(after) } } })
    await first.remove()
  })

  it('begins anew when the shipped direction is another one', async () => {
    const first = await recordFake([whole])
    const before = await indexOf(first.path)
    const other = { ...before, direction: { ...before.direction, sha256: 'f'.repeat(64) } }
    await writeFile(join(first.path, 'index.json'), JSON.stringify(other))
    const second = await recordFake([{ draft, pushes: [0] }], { into: join(first.path, '../..') })
    expect((await indexOf(second.path)).runs.map(({ pushes }) => pushes)).toEqual([[0]])
    await first.remove()
  })

  it('begins nothing after its time', async () => {
    const folder = await recordFake([whole], { minutes: 0, derivations: true })
    expect(folder.heard).toEqual([])
    await folder.remove()
  })

  it('stores a lane once that came out alike in several runs', async () => {
    const folder = await recordFake([whole])
    const file = (await readdir(folder.path)).find((name) => name !== 'index.json')!
    expect(file).toMatch(/^describe-the-room-you-are-in-[0-9a-f]{8}\.json$/)
    const text = await readFile(join(folder.path, file), 'utf8')
    const { lanes, runs } = parseRecording(JSON.parse(text), file)
    expect(runs.map((run) => run.lanes)).toEqual([
      [0, 1, 2],
      [0, 3, 3],
      [0, 4, 5],
    ])
    expect(lanes).toHaveLength(6)
    await folder.remove()
  })

  it('records again what was slow, in place of what was there', async () => {
    const first = await recordFake([whole])
    const into = join(first.path, '../..')
    expect((await recordFake([whole], { into, slow: 60_000 })).heard).toEqual([])
    const again = await recordFake([whole], { into, slow: -1 })
    expect(again.heard).toHaveLength(3)
    const { runs } = await indexOf(first.path)
    expect(runs.map(({ pushes }) => pushes)).toEqual([[-0.1, 0, 0.1]])
    await first.remove()
  })

  it('forgets a setting that nobody wants any more', async () => {
    const other = { draft: { ...draft, seed: '12' }, pushes: [0] }
    const first = await recordFake([whole, other])
    expect((await indexOf(first.path)).runs).toHaveLength(2)
    const second = await recordFake([whole], { into: join(first.path, '../..'), prune: true })
    expect((await indexOf(second.path)).runs.map(({ sampling }) => sampling.seed)).toEqual([11])
    expect(await readdir(first.path)).toHaveLength(2)
    await first.remove()
  })

  it('asks for each setting once, with all pushes that anybody wants of it', () => {
    const moved = { ...draft, coefficient: 0.3, watch: true }
    const other = { ...draft, seed: '12' }
    expect(
      gathered([
        { draft, pushes: [0.2, -0.2] },
        { draft: other, pushes: [0] },
        { draft: moved, pushes: [0.2, 0.05] },
      ]),
    ).toEqual([
      { draft: moved, pushes: [-0.2, 0.05, 0.2] },
      { draft: other, pushes: [0] },
    ])
  })

  it('refuses a run that was cut short, whose push moved, or that is of another setting', async () => {
    const folder = await recordFake([{ draft, pushes: [0.1] }])
    await folder.remove()
    const heard = folder.heard[0]!
    const recording = addRun(null, heard)
    const changed = (change: Partial<HeardRun>) => () => addRun(recording, { ...heard, ...change })
    const cut = heard.events.filter(({ event }) => event.type !== 'end')
    expect(changed({ events: cut })).toThrow('was cut short')
    const moved = heard.events.map(({ ms, event }) => ({
      ms,
      event:
        event.type === 'step' ? { ...event, step: { ...event.step, coefficient: 0.4 } } : event,
    }))
    expect(changed({ events: moved })).toThrow('the push moved')
    const request = { ...heard.request, maxTokens: 4 }
    expect(changed({ request })).toThrow('more than one setting')
  })
})
