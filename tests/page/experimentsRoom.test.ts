import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { full } from '../full.ts'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

const minutes = 60_000
const ramp = (name: string, decoy = false) => ({
  ...{ name, decoy, steps: [`${name} <b>one</b>.`, `${name} two, and more.`] },
})
/** Short enough for 128 tokens of a byte each, and hostile. */
const own = {
  told: ['sea', 'fire', '<img src=x onerror=alert(1)>']
    .map((name) => ramp(name))
    .concat(ramp('cup', true), ramp('pen', true)),
  counted: ['dose', 'debt', 'days']
    .map((name) => ramp(name))
    .concat(ramp('page', true), ramp('house', true)),
  afraidWords: ['afraid', 'scared', 'worried'],
  reference: Array.from({ length: 10 }, (_, i) => `Note ${i * i} on page ${i}.`),
}

async function openTiny(lab: LabPage): Promise<void> {
  await replaceModel(lab.page, await tinyModel({ reference: true }))
  await storeTinySettings(lab.page)
  await lab.page.reload()
  await lab.waitForModel()
  await lab.enter('Experiments')
}

async function useTexts(lab: LabPage, texts: unknown): Promise<void> {
  const { page } = lab
  if (!(await page.getByRole('textbox', { name: 'Texts, as JSON' }).isVisible()))
    await page.getByText(/The texts, and using your own|Your own texts/).click()
  await page
    .getByRole('textbox', { name: 'Texts, as JSON' })
    .fill(typeof texts === 'string' ? texts : JSON.stringify(texts))
  await lab.button('Use these texts').click()
}

const verdicts = (lab: LabPage) => lab.page.locator('.claim .verdict').allTextContents()
const standing = (lab: LabPage) => lab.page.locator('.standing')

describe('the room Experiments', () => {
  it('shows what is recorded before anything is run, with rules, controls and tables', async ({
    lab,
  }) => {
    await lab.enter('Experiments')
    const { page } = lab
    await standing(lab).filter({ hasText: 'recorded · SmolLM2-135M-Instruct' }).waitFor()
    expect((await verdicts(lab)).slice(0, 2)).toEqual(['shown', 'not shown'])
    expect(await page.getByRole('img').count()).toBeGreaterThan(3)
    await page.getByText('The rules, fixed beforehand').click()
    expect(await page.getByText('95 % interval over ramps lies above 0').count()).toBeGreaterThan(0)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await seriousViolations(page)).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wide).toBeLessThanOrEqual(0)
    }
  })

  it('runs on own texts, refuses bad ones, and shows hostile ones as they are', {
    timeout: 3 * minutes,
  }, async ({ lab }) => {
    await openTiny(lab)
    const { page } = lab
    await useTexts(lab, '{"told": ')
    await page.getByText('This is not JSON').waitFor()
    await useTexts(lab, { ...own, told: [] })
    await page.getByText('told must have at least 3 ramps and 2 decoys').waitFor()
    await useTexts(lab, own)
    await lab.button('Run').click()
    await standing(lab).filter({ hasText: 'run in this browser' }).waitFor({ timeout: minutes })
    expect(await verdicts(lab)).toHaveLength(8)
    expect(await page.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0)
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    const saved = page.waitForEvent('download')
    await lab.button('Report as a web page').click()
    const report = await readFile(await (await saved).path(), 'utf8')
    expect(report).toContain('&lt;img src=x')
    expect(report).not.toContain('<script')
  })

  it('pauses, lets the Lab write meanwhile, and goes on after a reload', {
    timeout: 3 * minutes,
  }, async ({ lab }) => {
    await openTiny(lab)
    const { page } = lab
    await useTexts(lab, {
      ...own,
      reference: Array.from({ length: 400 }, (_, i) => `Note ${i}, page ${i * i}.`),
    })
    await lab.button('Run').click()
    await page.getByRole('progressbar', { name: 'Measuring' }).waitFor()
    await expect
      .poll(() => page.getByRole('progressbar', { name: 'Measuring' }).getAttribute('value'), {
        timeout: minutes,
      })
      .not.toBe('0')
    await lab.enter('Lab')
    await lab.run()
    await lab.enter('Experiments')
    await lab.button('Pause').click()
    await page.getByText(/Paused at \d+ of/).waitFor({ timeout: minutes })
    await page.reload()
    await page.getByText(/Paused at \d+ of/).waitFor({ timeout: minutes })
    expect(await standing(lab).textContent()).toContain('so far')
    await lab.button('Resume').click()
    await standing(lab).filter({ hasText: 'run in this browser' }).waitFor({ timeout: minutes })
  })

  it('opens the map before the model is there, searches it, and walks on to neighbors', async ({
    lab,
  }) => {
    const { page } = lab
    await page.route('**/onnx/**', () => undefined) // the weights never come
    await lab.goto('experiments')
    await page.reload()
    await page.getByRole('link', { name: 'The map of 171' }).click()
    await page.getByLabel('Search a word').fill('calm')
    const neighbors = page.locator('.neighbors')
    expect(await neighbors.textContent()).toContain('peaceful .77')
    await neighbors.getByRole('button', { name: /peaceful/ }).click()
    await page.getByText('Nearest to peaceful').waitFor()
    await page.getByLabel('Search a word').fill('<b>no such word</b>')
    await page.getByText('“<b>no such word</b>” is not on the map.').waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })

  for (const name of ['danger', 'feeling', 'pressure', 'map'])
    it.runIf(full)(
      `finds for ${name} on the bundled model what the command line recorded, to the bit`,
      { timeout: 8 * minutes },
      async ({ loaded }) => {
        const { page } = loaded
        await page.goto(`${loaded.url}#/experiments/${name}`)
        await loaded.button('Run').click()
        await standing(loaded)
          .filter({ hasText: 'run in this browser' })
          .waitFor({ timeout: 7 * minutes })
        const saved = page.waitForEvent('download')
        await loaded.button('Result as JSON').click()
        const here = JSON.parse(await readFile(await (await saved).path(), 'utf8'))
        const file = join(import.meta.dirname, `../../docs/results/${name}/result.json`)
        expect(here).toEqual(JSON.parse(await readFile(file, 'utf8')))
      },
    )
})
