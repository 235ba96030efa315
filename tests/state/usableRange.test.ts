import { describe, expect, it } from 'vitest'
import { usableRange } from '../../src/state/run/usableRange.ts'
import { labWithFake, loadedLab } from '../fakes/labWithFake.ts'

describe('the usable range', () => {
  it('is told for the shipped direction of the bundled model at block 14', async () => {
    const { state } = await loadedLab()
    expect(usableRange(state())).toMatchObject({ from: -0.25, to: 0.2 })
    expect(usableRange(state())).toBe(usableRange(state()))
  })

  it('is not told at another block, or along a direction that was derived here', async () => {
    const { lab, state } = await loadedLab()
    lab.edit({ steerBlock: '13' })
    expect(usableRange(state())).toBeNull()
    lab.edit({ steerBlock: '14' })
    await lab.derive('feel')
    lab.edit({ direction: 'feel' })
    expect(usableRange(state())).toBeNull()
  })

  it('is not told before a model is loaded, for one without a direction, or for another one', async () => {
    expect(usableRange(labWithFake().state())).toBeNull()
    expect(usableRange((await loadedLab({ shipsDirection: false })).state())).toBeNull()
    const { lab, state } = await loadedLab()
    for await (const _ of lab.engine.load({ folder: 'other/' }));
    expect(usableRange(state())).toBeNull()
  })
})
