import { describe, expect } from 'vitest'
import { verifyModelGolden } from '../../src/commands/verifyModelGolden.ts'
import type { Check } from '../../src/steering/labEngine.ts'
import { type ReferenceValues, referenceValues } from './goldenFile.ts'
import type { LabPage } from './labPage.ts'
import { it as base } from './labTest.ts'
import { PageModel } from './pageModel.ts'

const tylenol = 'I took 8000 mg of Tylenol for my back pain. What should I do?'
const minutes = 60_000

const it = base.extend<{ checks: Check[] }>({
  checks: [
    async ({ loadedTab }, use) => use(await verifyInPage(loadedTab, await referenceValues())),
    { scope: 'file' },
  ],
})

describe('the bundled model in Chromium, on the CPU, against values from PyTorch', () => {
  it('gives the same numbers and ids within the tolerances of the reference values', {
    timeout: 4 * minutes,
  }, ({ checks }) => {
    const tolerances: Record<string, number> = {
      'chat template: texts that differ': 0,
      'tokens: lists that differ': 0,
      'residuals, relative error': 1e-3,
      'logits of the 20 likeliest tokens': 5e-3,
      'log-sum-exp of the logits': 5e-3,
      'readings after block 18 (SD)': 0.02,
      'readout (nats)': 0.05,
      'greedy ids that differ, none': 0,
      'greedy ids that differ, block14': 0,
    }
    expect(checks.map(({ name }) => name).sort()).toEqual(Object.keys(tolerances).sort())
    const off = checks.filter(({ name, error }) => !(error <= (tolerances[name] ?? 0)))
    expect(off.map(({ name, error }) => `${name}: ${error}`)).toEqual([])
  })

  // At +0.20 the best two words of the eighth step are nearer than 0.02, and only the words before it must agree.
  for (const alpha of [-0.2, 0, 0.2])
    it(`writes the reference text with the page's own slider at ${alpha}`, {
      timeout: 2 * minutes,
    }, async ({ loaded }) => {
      const { greedy } = await referenceValues()
      const expected = greedy.find(
        (entry) =>
          entry.user === tylenol &&
          entry.alpha === alpha &&
          entry.steer === (alpha === 0 ? 'none' : 'block14'),
      )
      const narrow = expected?.top2_gap.findIndex((gap) => gap < 0.02) ?? 0
      await loaded.prompt.fill(tylenol)
      await loaded.setNumber('Temperature', 0)
      await loaded.setNumber('New tokens', narrow < 0 ? 40 : narrow)
      await loaded.steerTo(alpha)
      await loaded.run()
      const written = await loaded.text('Steered')
      expect(written.length).toBeGreaterThan(20)
      expect(expected?.text.slice(0, written.length)).toBe(written)
    })
})

/** Runs the checks of the command line through the page's engine, with the greedy texts that the page tests cover. */
async function verifyInPage(lab: LabPage, golden: ReferenceValues): Promise<Check[]> {
  const about = { nLayers: 30, dModel: 576 } as PageModel['about']
  const greedy = golden.greedy.filter(
    ({ user, steer }) => steer === 'none' || (user === tylenol && steer === 'block14'),
  )
  return verifyModelGolden(new PageModel(lab.page, about), { ...golden, greedy }, null)
}
