import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import { type LabOfModes, labOfModes } from '../fakes/labOfModes.ts'
import { type RecordingFolder, recordFake } from '../recorded/recordingFolder.ts'

const results = join(import.meta.dirname, '../../docs/results')
const recordedResult = async (name: string): Promise<ExperimentResult> =>
  JSON.parse(await readFile(join(results, name, 'result.json'), 'utf8'))

let folder: RecordingFolder
let danger: ExperimentResult

beforeAll(async () => {
  folder = await recordFake([{ draft: { ...freshDraft, maxTokens: '2' }, pushes: [0] }])
  danger = await recordedResult('danger')
})
afterAll(() => folder.remove())
afterEach(() => void vi.useRealTimers())

async function recordedLab(
  found: typeof recordedResult | null = recordedResult,
): Promise<LabOfModes> {
  const made = labOfModes(folder.url, { recordedResult: found ?? (async () => null) })
  made.lab.setMode('recorded')
  await made.lab.load()
  vi.useFakeTimers()
  return made
}

const run = ({ state }: LabOfModes, name: 'danger' | 'feeling' = 'danger') =>
  state().experiments[name].run

describe('playing the recorded run of an experiment', () => {
  it('goes on at the pace at which it was measured, and ends in the recorded result', async () => {
    const made = await recordedLab()
    await made.lab.runExperiment('danger')
    expect(run(made)).toMatchObject({ phase: 'playing', done: 0, secondsLeft: 23 })
    await vi.advanceTimersByTimeAsync(11_500)
    const half = run(made)
    if (half.phase !== 'playing') throw new TypeError(half.phase)
    expect(half.secondsLeft).toBeCloseTo(11.5, 1)
    expect(half.done / half.total).toBeCloseTo(0.5, 1)
    await vi.advanceTimersByTimeAsync(12_000)
    await vi.waitFor(() => expect(run(made)).toEqual({ phase: 'played', result: danger }))
    expect(made.state().experiments.danger.result).toBeNull() // nothing was measured here
    expect(vi.getTimerCount()).toBe(0)
  })

  it('shows the end at once when asked', async () => {
    const made = await recordedLab()
    await made.lab.runExperiment('danger')
    made.lab.showRecordedEnd()
    await vi.waitFor(() => expect(run(made).phase).toBe('played'))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('plays one at a time, and none once the model itself is at work', async () => {
    const made = await recordedLab()
    await made.lab.runExperiment('danger')
    await made.lab.runExperiment('feeling')
    expect(run(made)).toEqual({ phase: 'idle' })
    expect(run(made, 'feeling')).toMatchObject({ phase: 'playing', secondsLeft: 9 })
    made.lab.setMode('live')
    expect(run(made, 'feeling')).toEqual({ phase: 'idle' })
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1) // the fake model's load
  })

  it('says so where nothing is recorded of it', async () => {
    const made = await recordedLab(null)
    await made.lab.runExperiment('danger')
    made.lab.showRecordedEnd()
    await vi.waitFor(() => expect(run(made).phase).toBe('refused'))
  })
})
