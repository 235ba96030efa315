import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import { memoryStorage } from '../../src/state/experiments/measurementStorage.ts'
import type { LabState } from '../../src/state/labState.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import { labOfModes } from '../fakes/labOfModes.ts'
import { loadedLab } from '../fakes/labWithFake.ts'
import { plantedLab } from '../fakes/plantedLab.ts'
import { type RecordingFolder, recordFake } from '../recorded/recordingFolder.ts'

const danger = async (): Promise<ExperimentResult> =>
  JSON.parse(
    await readFile(join(import.meta.dirname, '../../docs/results/danger/result.json'), 'utf8'),
  )

/** What a clock may be set to in mid-lesson. */
const jumps = [
  ['back by a day', -86_400_000],
  ['back to 1970', -Date.now()],
  ['forward by ten years', 315_576_000_000],
] as const

let folder: RecordingFolder
beforeAll(async () => {
  folder = await recordFake([{ draft: { ...freshDraft, maxTokens: '4' }, pushes: [0, 0.2] }])
})
afterAll(() => folder.remove())
afterEach(() => void vi.useRealTimers())

const setClock = (by: number) => vi.setSystemTime(Date.now() + by)

async function recordedLab() {
  const made = labOfModes(folder.url, { recordedResult: danger })
  made.lab.setMode('recorded')
  await made.lab.load()
  made.lab.edit({ maxTokens: '4' })
  return made
}

describe.each(jumps)('a clock that is set %s', (_how, by) => {
  it('in the middle of a recorded run changes nothing of it', async () => {
    const steady = await recordedLab()
    await steady.lab.run()
    const made = await recordedLab()
    vi.useFakeTimers({ toFake: ['Date'] })
    const stop = made.lab.store.subscribe(({ run }) => {
      if (run.phase !== 'writing') return
      stop()
      setClock(by)
    })
    await made.lab.run()
    expect(made.state().run).toEqual({ phase: 'done' })
    expect(made.state().lanes).toEqual(steady.state().lanes)
    expect(made.state().ownPoints.points).toEqual(steady.state().ownPoints.points)
  })

  it('in the middle of an experiment that is played leaves its times as they are', async () => {
    const made = await recordedLab()
    vi.useFakeTimers()
    await made.lab.runExperiment('danger')
    await vi.advanceTimersByTimeAsync(5000)
    setClock(by)
    await vi.advanceTimersByTimeAsync(5000)
    const { run } = made.state().experiments.danger
    if (run.phase !== 'playing') throw new TypeError(run.phase)
    expect(run.secondsLeft).toBeCloseTo(13, 0)
    await vi.advanceTimersByTimeAsync(14_000)
    await vi.waitFor(() => expect(made.state().experiments.danger.run.phase).toBe('played'))
  })

  it('while a measurement is paused loses nothing and gives no absurd times', async () => {
    const made = plantedLab({ state: (context) => ({ trouble: context.length / 100 }) })
    await made.lab.load()
    const left: (number | null)[] = []
    let paused = false
    const stop = made.lab.store.subscribe(({ experiments }) => {
      const { run } = experiments.danger
      if (run.phase !== 'running') return
      left.push(run.secondsLeft)
      if (run.done < 5 || paused) return
      paused = true
      made.lab.pauseExperiment()
    })
    await made.lab.runExperiment('danger')
    const { run } = made.lab.store.getState().experiments.danger
    expect(run).toMatchObject({ phase: 'paused', done: 5 })
    vi.useFakeTimers({ toFake: ['Date'] })
    setClock(by)
    await made.lab.runExperiment('danger')
    stop()
    expect(made.lab.store.getState().experiments.danger.run).toEqual({ phase: 'done' })
    expect(left.length).toBeGreaterThan(20)
    for (const seconds of left) {
      if (seconds === null) continue
      expect(seconds).toBeGreaterThanOrEqual(0)
      expect(seconds).toBeLessThan(600)
    }
  })

  it('between two alarms of Watch keeps both in the log, in the order of their runs', async () => {
    const made = await loadedLab()
    made.lab.edit({ watch: true, alarmThreshold: '1.5' })
    made.lab.setCoefficient(0.3)
    vi.useFakeTimers({ toFake: ['Date'] })
    await made.lab.run()
    const once = made.state().watch.alarms
    setClock(by)
    await made.lab.run()
    const twice = made.state().watch.alarms
    expect(once.length).toBeGreaterThan(0)
    expect(twice.slice(0, once.length)).toEqual(once)
    expect(twice).toHaveLength(2 * once.length)
    for (const { runEnded } of twice) expect(Number.isNaN(Date.parse(runEnded))).toBe(false)
  })
})

describe('a laptop that was closed for a night', () => {
  const night = 8 * 3_600_000

  it('in the middle of a measurement goes on, and does not tell days to go', async () => {
    const storage = memoryStorage()
    const made = plantedLab(
      { state: (context) => ({ trouble: context.length / 100 }) },
      { storage },
    )
    await made.lab.load()
    let slept = 0
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + slept)
    const left: number[] = []
    const follow = ({ experiments }: LabState) => {
      const { run } = experiments.danger
      if (run.phase !== 'running') return
      if (run.secondsLeft !== null) left.push(run.secondsLeft)
      if (run.done === 7) slept = night
    }
    made.lab.store.subscribe(follow)
    await made.lab.runExperiment('danger')
    vi.restoreAllMocks()
    expect(made.lab.store.getState().experiments.danger.run).toEqual({ phase: 'done' })
    expect(left.length).toBeGreaterThan(20)
    expect(Math.max(...left)).toBeLessThan(600)
  })

  it('in the middle of a recorded run finds it written', async () => {
    const made = await recordedLab()
    let slept = 0
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + slept)
    made.lab.store.subscribe(({ run }) => {
      if (run.phase === 'writing') slept = night
    })
    await made.lab.run()
    vi.restoreAllMocks()
    expect(made.state().run).toEqual({ phase: 'done' })
    expect(made.state().lanes.every(({ phase }) => phase === 'done' || phase === 'idle')).toBe(true)
  })
})
