import { describe, expect } from 'vitest'
import { parseProgress, stepOf } from '../../src/state/lessons/lessonProgress.ts'
import type { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { recordedTab } from './recordedTab.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

/** Empties all that this site stores, from another tab, as a browser does that needs room. */
async function evictAll(lab: LabPage): Promise<void> {
  const other = await lab.page.context().newPage()
  await other.goto(new URL('manifest.webmanifest', lab.url).href)
  await other.evaluate(async () => {
    localStorage.clear()
    for (const name of await caches.keys()) await caches.delete(name)
    for (const { name } of await indexedDB.databases())
      await new Promise((resolve) => {
        const removing = indexedDB.deleteDatabase(name ?? '')
        removing.onsuccess = removing.onerror = resolve
      })
  })
  await other.close()
}

const stored = (lab: LabPage) =>
  lab.page.evaluate(() => localStorage.getItem('evenkeel.lessons') ?? '')

describe('storage that is evicted in mid-lesson', () => {
  it('stops nothing: the lesson goes on, its progress is written again, and one sentence tells it', async ({
    browser,
  }) => {
    const lab = await recordedTab(browser, 20)
    const { page } = lab
    const step = async (option: string) => {
      await page.getByRole('radio', { name: option }).check()
      await lab.button('That is my prediction').click()
      await lab.button('Set up').click()
    }
    await page.goto(`${lab.url}?pace=20#/lessons/steering`)
    await lab.waitForStatus('Ready')
    await step('Three times the same text')
    await lab.button('Run').click()
    await page.locator('[data-step="passed"]').waitFor()
    await lab.button('Next step').click()
    await step('It gets better')
    await lab.slider.fill('-0.2')
    await evictAll(lab)
    expect(await stored(lab)).toBe('')

    await lab.button('Run').click()
    await page.locator('[data-step="passed"]').waitFor()
    await page.getByText('This browser had lost what it kept of your lessons.').waitFor()
    const progress = parseProgress(await stored(lab))
    for (const id of ['rest', 'calm'])
      expect(stepOf(progress, 'steering', id).passed, id).not.toBeNull()
    await page.reload()
    await page.getByRole('heading', { name: /^Step 3 of 5/ }).waitFor()
    expectQuiet(lab)
    await page.context().close()
  })

  it('lets a measurement go on, and another visit finds all of it', { timeout: 180_000 }, async ({
    lab,
  }) => {
    const { page } = lab
    await replaceModel(page, await tinyModel({ reference: true }))
    await storeTinySettings(page)
    await page.reload()
    await lab.waitForModel()
    await lab.enter('Experiments')
    await page.getByText('The texts, and using your own').click()
    await page.getByRole('textbox', { name: 'Texts, as JSON' }).fill(JSON.stringify(texts))
    await lab.button('Use these texts').click()
    await lab.button('Run').click()
    const progress = page.getByRole('progressbar', { name: 'Measuring' })
    await progress.waitFor()
    await expect.poll(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(5)
    const tasks = Number(await progress.getAttribute('max'))
    await evictAll(lab)
    const here = page.locator('.standing').filter({ hasText: 'run in this browser' })
    await here.waitFor({ timeout: 60_000 })
    await expect.poll(() => page.evaluate(countMeasurements)).toBe(tasks)
  })

  it('is not undone where a person removes the progress', async ({ browser }) => {
    const lab = await recordedTab(browser, 20)
    const { page } = lab
    await page.goto(`${lab.url}#/lessons/steering`)
    await page.getByRole('radio', { name: 'Three times the same text' }).check()
    await lab.button('That is my prediction').click()
    await lab.enter('Models')
    const storage = page.getByRole('region', { name: 'Storage on this device' })
    await storage.getByRole('button', { name: /^Remove: .*lessons/i }).click()
    await lab.button('Remove it').click()
    await expect.poll(() => stored(lab)).toBe('')
    await lab.enter('Lessons')
    await page.getByRole('radio', { name: 'University' }).check() // writes
    await expect.poll(() => stored(lab)).toContain('student')
    expect(await stored(lab)).not.toContain('steering')
    expectQuiet(lab)
    await page.context().close()
  })
})

const ramps = (names: string, count: number, decoy: boolean) =>
  Array.from({ length: count }, (_, i) => {
    const name = `${names} ${i}`
    return { name, decoy, steps: [`${name} one.`, `${name} two, and more.`] }
  })
/** Short enough for 128 tokens of a byte each, and many. */
const texts = {
  told: [...ramps('sea', 60, false), ...ramps('cup', 60, true)],
  counted: [...ramps('dose', 60, false), ...ramps('page', 60, true)],
  afraidWords: ['afraid', 'scared', 'worried'],
  reference: Array.from({ length: 400 }, (_, i) => `Note ${i}, page ${i * i}.`),
}

/** In the page: how many measurements are stored. */
function countMeasurements(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('evenkeel')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const counting = database.transaction('measurements').objectStore('measurements').count()
      counting.onsuccess = () => {
        database.close()
        resolve(counting.result)
      }
    }
  })
}
