import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { statusMessage } from '../../src/state/labStatus.ts'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

describe('a worker that dies', () => {
  it('keeps prompt, settings and texts, says so, and writes again after loading again', async () => {
    const { lab, state, until, engines } = await loadedLab({ stepMs: 1 })
    lab.edit({ prompt: 'Kept words', seed: '77' })
    lab.setCoefficient(0.2)
    const run = lab.run()
    await until((now) => written(now, 1) >= 10)
    engines[0]?.die()
    await run
    const texts = state().lanes.map((lane) => lane.reply.length)
    expect(state().model).toMatchObject({ phase: 'lost' })
    expect(state().run.phase).toBe('ended')
    expect(state().lanes.map((lane) => lane.phase)).toEqual(['failed', 'failed', 'failed'])
    expect(Math.min(...texts)).toBeGreaterThanOrEqual(9)
    expect(state().draft).toMatchObject({ prompt: 'Kept words', seed: '77', coefficient: 0.2 })

    await lab.load()
    expect(statusMessage(state())).toBe('Ready')
    expect(state().lanes.map((lane) => lane.reply.length)).toEqual(texts)
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
    expect(engines).toHaveLength(2)
  })

  it('is told while nothing runs', async () => {
    const { state, engines } = await loadedLab()
    engines[0]?.die()
    expect(state().model).toMatchObject({ phase: 'lost' })
    expect(state().run).toEqual({ phase: 'idle' })
  })

  it('while loading is a failed load, with a second try', async () => {
    const { lab, state, engines } = labWithFake({ loadMs: 2 })
    const load = lab.load()
    engines[0]?.die()
    await load
    expect(state().model.phase).toBe('failed')
    await lab.load()
    expect(state().model.phase).toBe('ready')
  })

  it('fails a derivation and keeps what was derived', async () => {
    const { lab, state, until, engines } = await loadedLab({ stepMs: 1 })
    await lab.derive('feel')
    const derive = lab.derive('pairs')
    await until((now) => now.derive.phase === 'deriving' && now.derive.done > 2)
    engines[0]?.die()
    await derive
    expect(state().derive.phase).toBe('failed')
    expect(state().derived.map((set) => set.recipe)).toEqual(['feel'])
  })
})

describe('a device that is lost', () => {
  it('is told like a dead worker when only a call reports it', async () => {
    const { lab, state, until, engines } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 5)
    engines[0]?.loseDevice()
    await run
    expect(state().model).toMatchObject({
      phase: 'lost',
      sentence: 'The graphics device was lost.',
    })
    expect(state().run.phase).toBe('ended')
    expect(written(state(), 0)).toBeGreaterThanOrEqual(5)
  })
})

describe('an engine that was replaced', () => {
  it('has no say any more: its late death changes nothing', async () => {
    const { lab, state, engines } = await loadedLab()
    await lab.load()
    engines[0]?.die(new LabError('worker-dead', 'late'))
    expect(engines).toHaveLength(2)
    expect(state().model.phase).toBe('ready')
  })
})
