import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import type { Lab } from '../../src/state/lab.ts'
import { statusMessage } from '../../src/state/labStatus.ts'
import type { LoadEvent } from '../../src/steering/labEngine.ts'
import type { FakeOptions } from '../fakes/fakeEngine.ts'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

/** Loads as a script in the console does. */
async function loadInConsole(lab: Lab, folder: string): Promise<LoadEvent[]> {
  const events: LoadEvent[] = []
  for await (const event of lab.engine.load({ folder })) events.push(event)
  return events
}

describe('loading again', () => {
  it('ends a run with the reason and keeps what was written', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 5)
    const load = lab.load()
    const sentence = 'Ended because the model is loaded again. What was written is kept.'
    expect(state().run).toEqual({ phase: 'ended', sentence })
    await Promise.all([run, load])
    expect(state().run).toEqual({ phase: 'ended', sentence })
    expect(state().lanes.map((lane) => lane.phase)).toEqual(['failed', 'failed', 'failed'])
    expect(written(state(), 0)).toBeGreaterThanOrEqual(5)
    expect(statusMessage(state())).toBe('Ready')
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
  })

  it('ends a derivation with the reason and keeps what was derived before', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    await lab.derive('feel')
    const derive = lab.derive('pairs')
    await until((now) => now.derive.phase === 'deriving' && now.derive.done >= 3)
    await Promise.all([lab.load(), derive])
    expect(state().derive).toEqual({
      phase: 'failed',
      sentence: 'Ended because the model is loaded again. What was derived before is kept.',
    })
    expect(state().derived.map((set) => set.recipe)).toEqual(['feel'])
    expect(state().model.phase).toBe('ready')
  })
})

describe('a browser that refuses the worker', () => {
  it('is a failed load with a second try', async () => {
    let refuses = true
    const { lab, state } = labWithFake({}, undefined, () => {
      if (refuses) throw new Error('blocked by policy')
    })
    await lab.load()
    expect(state().model).toMatchObject({
      phase: 'failed',
      sentence: expect.stringMatching(/could not be started \(blocked by policy\)\. Try again/),
    })
    refuses = false
    await lab.load()
    expect(state().model.phase).toBe('ready')
  })
})

describe('a load from the console', () => {
  it('gives its events on, and the page shows that model from then on', async () => {
    const { lab, state } = await loadedLab()
    const events = await loadInConsole(lab, 'other/')
    expect(events.map((event) => event.type)).toEqual([
      ...Array.from({ length: 4 }, () => 'progress'),
      'note',
      'progress',
      'ready',
    ])
    expect(state().model).toMatchObject({ phase: 'ready', model: { about: { name: 'other/' } } })
    expect(state().notes).toHaveLength(1)
    await lab.load()
    expect(state().model).toMatchObject({ phase: 'ready', model: { about: { name: 'other/' } } })
  })

  it('keeps derived directions for their own model only', async () => {
    const { lab, state } = await loadedLab()
    await lab.derive('feel')
    await lab.load()
    expect(state().derived).toHaveLength(1)
    await loadInConsole(lab, 'other/')
    expect(state().derived).toEqual([])
  })

  it('ends a run, as every load does', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 3)
    await Promise.all([loadInConsole(lab, 'other/'), run])
    expect(state().run).toMatchObject({
      phase: 'ended',
      sentence: 'Ended because the console loads a model. What was written is kept.',
    })
    expect(state().model.phase).toBe('ready')
  })

  it('takes the place of a load under way, and starts the run that waits', async () => {
    const { lab, state, until, engines } = labWithFake({ loadMs: 1 })
    const load = lab.load()
    await lab.run()
    await until((now) => now.model.phase === 'loading' && now.model.done > 0)
    await Promise.all([load, loadInConsole(lab, 'other/')])
    expect(state().model).toMatchObject({ phase: 'ready', model: { about: { name: 'other/' } } })
    await until((now) => now.run.phase === 'done')
    expect(engines.map((engine) => engine.requests.length)).toEqual([0, 1])
  })

  it('throws what the page is told when it fails', async () => {
    const { lab, state } = labWithFake({ failLoad: new LabError('network', 'Not there.') })
    await expect(loadInConsole(lab, 'other/')).rejects.toMatchObject({ code: 'network' })
    expect(state().model).toEqual({ phase: 'failed', sentence: 'Not there.', isFirst: false })
  })

  it('leaves a way back to the model that the page began with', async () => {
    const options: FakeOptions = { failLoad: new LabError('missing-file', 'Not there.') }
    const { lab, state } = labWithFake(options)
    await expect(loadInConsole(lab, 'other/')).rejects.toThrow('Not there.')
    await lab.load()
    expect(state().model).toMatchObject({ phase: 'failed', isFirst: false }) // the same once more
    delete options.failLoad
    await lab.loadFirst()
    expect(state().model).toMatchObject({
      phase: 'ready',
      model: { about: { name: 'SmolLM2-135M-Instruct' } },
    })
  })

  it('is a failed load when its loop is left', async () => {
    const { lab, state } = await loadedLab()
    for await (const event of lab.engine.load({ folder: 'other/' }))
      if (event.type === 'note') break
    expect(state().model).toMatchObject({ phase: 'failed' })
    await lab.load()
    expect(state().model.phase).toBe('ready')
  })
})

describe('the engine of the console', () => {
  it('is always the one that the page uses', async () => {
    const { lab, engines } = labWithFake()
    const text = { kind: 'bare', text: 'Hi there' } as const
    await expect(lab.engine.tokenize(text)).rejects.toThrow('No model is loaded.')
    await lab.load()
    expect((await lab.engine.tokenize(text)).ids).toHaveLength(2)
    engines[0]?.die()
    await expect(lab.engine.tokenize(text)).rejects.toThrow('No model is loaded.')
    await lab.load()
    expect((await lab.engine.tokenize(text)).ids).toHaveLength(2)
    expect(engines).toHaveLength(2)
  })
})
