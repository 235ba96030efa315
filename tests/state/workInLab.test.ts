import { describe, expect, it } from 'vitest'
import { workInLab } from '../../src/state/device/workInLab.ts'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

describe('what a tab would lose when its page is loaded again', () => {
  it('is nothing in a fresh tab, and a lesson where one is open', () => {
    const { state } = labWithFake()
    expect(workInLab(state(), false)).toBe(null)
    expect(workInLab(state(), true)).toBe('lesson')
  })

  it('is a model while it loads, and nothing once it is ready', async () => {
    const { lab, state } = labWithFake()
    const load = lab.load()
    expect(workInLab(state(), false)).toBe('load')
    await load
    expect(workInLab(state(), false)).toBe(null)
  })

  it('is a run while the model writes, then its texts', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 2)
    expect(workInLab(state(), true)).toBe('run')
    await run
    expect(workInLab(state(), false)).toBe('texts')
    expect(workInLab(state(), true)).toBe('lesson')
  })

  it('is a derivation, then the direction that came of it', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const derive = lab.derive('pairs')
    await until((now) => now.derive.phase === 'deriving')
    expect(workInLab(state(), false)).toBe('derivation')
    await derive
    expect(workInLab(state(), false)).toBe('texts')
  })
})
