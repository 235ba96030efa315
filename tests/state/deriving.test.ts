import { describe, expect, it } from 'vitest'
import { choicesIn, directionIn } from '../../src/state/labState.ts'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

describe('deriving a direction', () => {
  it('offers it in the Lab beside the shipped one, and steers along it when chosen', async () => {
    const { lab, state, engines } = await loadedLab()
    await lab.derive('pairs')
    expect(state().derive).toEqual({ phase: 'done', recipe: 'pairs' })
    expect(choicesIn(state()).map((choice) => choice.label)).toEqual([
      'calm to desperate (shipped)',
      'situation pairs, derived here',
    ])
    lab.edit({ direction: 'pairs' })
    expect(directionIn(state())?.set).toBe(state().derived[0])
    lab.setCoefficient(0.1)
    await lab.run()
    expect(engines[0]?.requests[0]?.probes[0]?.at).toBe('blocks.18.hook_resid_post')
  })

  it('shows progress and can be cancelled, and keeps what was derived before', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    await lab.derive('feel')
    const derive = lab.derive('pairs')
    await until((now) => now.derive.phase === 'deriving' && now.derive.done >= 3)
    lab.cancelDerive()
    await derive
    expect(state().derive).toEqual({ phase: 'cancelled', recipe: 'pairs' })
    expect(state().derived.map((set) => set.recipe)).toEqual(['feel'])
  })

  it('replaces an earlier one of the same recipe', async () => {
    const { lab, state } = await loadedLab()
    await lab.derive('feel')
    await lab.derive('feel')
    expect(state().derived).toHaveLength(1)
  })

  it('is refused while the model writes, until the run has ended', async () => {
    const { lab, state, until, engines } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 3)
    await lab.derive('feel')
    expect(state().derive).toMatchObject({ phase: 'refused' })
    expect(state().derive).toHaveProperty('sentence', expect.stringContaining('press Derive again'))
    expect(state().run).toEqual({ phase: 'writing' })
    lab.stop()
    await run
    expect(state().derive).toEqual({ phase: 'idle' })
    await lab.derive('feel')
    expect(state().derive).toEqual({ phase: 'done', recipe: 'feel' })
    expect(engines[0]?.requests).toHaveLength(1)
  })

  it('keeps a run from starting until it is done, in place', async () => {
    const { lab, state, until, engines } = await loadedLab({ stepMs: 1 })
    const derive = lab.derive('feel')
    await until((now) => now.derive.phase === 'deriving' && now.derive.done >= 3)
    const { lanes } = state()
    await lab.run()
    expect(state().run).toMatchObject({ phase: 'refused', field: 'derivation' })
    expect(state().run).toHaveProperty('sentence', expect.stringContaining('press Run again'))
    expect(state().lanes).toBe(lanes)
    expect(engines[0]?.requests).toEqual([])
    await derive
    expect(state().derive.phase).toBe('done')
    expect(state().run).toEqual({ phase: 'idle' })
  })

  it('says what to do when no model is loaded', async () => {
    const { lab, state } = labWithFake()
    await lab.derive('feel')
    expect(state().derive).toMatchObject({ phase: 'failed' })
  })
})
