import { describe, expect, it } from 'vitest'
import { choicesIn, directionIn } from '../../src/state/labState.ts'
import { labWithFake, loadedLab } from '../fakes/labWithFake.ts'

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

  it('says what to do when no model is loaded', async () => {
    const { lab, state } = labWithFake()
    await lab.derive('feel')
    expect(state().derive).toMatchObject({ phase: 'failed' })
  })
})
