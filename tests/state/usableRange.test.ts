import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BREAKING_RATIO } from '../../src/state/run/laneMeasures.ts'
import { MEASURED, usableRange } from '../../src/state/run/usableRange.ts'
import { labWithFake, loadedLab } from '../fakes/labWithFake.ts'

describe('the usable range', () => {
  it('is told for the shipped direction of the bundled model at block 14', async () => {
    const { state } = await loadedLab()
    expect(usableRange(state())).toMatchObject({ from: -0.2, to: 0.2 })
    expect(usableRange(state())).toBe(usableRange(state()))
  })

  it('is told with the costs of the recorded experiment on steering, on both sides of its bounds', () => {
    const file = join(import.meta.dirname, '../../docs/results/steering/result.json')
    const { figures } = JSON.parse(readFileSync(file, 'utf8'))
    const { rows } = figures.find(({ name }: { name: string }) => name === 'cost')
    const costAt = (push: string): number =>
      rows.find(({ label }: { label: string }) => label === `push ${push}`).value
    const within = [costAt('−0.2'), costAt('+0.2')]
    const outside = [costAt('−0.3'), costAt('+0.3')]
    expect([MEASURED.from, MEASURED.to, MEASURED.beyond]).toEqual([-0.2, 0.2, 0.3])
    expect(MEASURED.cost).toBeCloseTo(Math.max(...within), 2)
    expect(MEASURED.costBeyond).toBeCloseTo(Math.min(...outside), 2)
    expect(Math.max(...within)).toBeLessThan(BREAKING_RATIO)
    expect(Math.min(...outside)).toBeGreaterThan(BREAKING_RATIO)
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
