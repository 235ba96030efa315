import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { parseProgress, stepOf } from '../../src/state/lessons/lessonProgress.ts'
import { parseResultFile } from '../../src/state/results/resultCode.ts'
import { expectQuiet, it } from './labTest.ts'
import { recordedTab } from './recordedTab.ts'

describe('a clock that is changed in the middle of a lesson', () => {
  for (const [way, year] of [
    ['back', 1999],
    ['forward', 2077],
  ] as const)
    it(`${way}, to ${year}, changes no run, no progress and no result`, async ({ browser }) => {
      const lab = await recordedTab(browser, 4)
      const { page } = lab
      await page.goto(`${lab.url}?pace=4#/lessons/steering`)
      await lab.waitForStatus('Ready')
      await page.getByRole('radio', { name: 'Three times the same text' }).check()
      await lab.button('That is my prediction').click()
      await lab.button('Set up').click()
      await lab.button('Run').click()
      await lab.waitForStatus('Writing')
      await page.clock.setFixedTime(new Date(`${year}-03-01T09:00:00`)) // dates alone: timers run on
      expect(await page.evaluate(() => new Date().getFullYear())).toBe(year)
      await page.locator('[data-step="passed"]').waitFor()
      expect((await lab.tokens('Steered')).length).toBeGreaterThan(20)
      await page.reload()
      await page.getByRole('heading', { name: /^Step 2 of 5/ }).waitFor()
      const text = await page.evaluate(() => localStorage.getItem('evenkeel.lessons'))
      expect(stepOf(parseProgress(text ?? ''), 'steering', 'rest').passed?.outcome).toBe(
        'same-with-help',
      )
      await page.getByText('My results').click()
      const saved = page.waitForEvent('download')
      await lab.button('Save file').click()
      const result = parseResultFile(await readFile(await (await saved).path(), 'utf8'))
      expect(result.points).toHaveLength(1)
      expect(JSON.stringify(result)).not.toMatch(/1999|2077/)
      expectQuiet(lab)
      await page.context().close()
    })
})
