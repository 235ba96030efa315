import type { Browser } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { encodeResult } from '../../src/state/results/resultCode.ts'
import { pupils } from '../state/pupils.ts'
import { bar, linkOf, tuesday } from './classTest.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it as labIt } from './labTest.ts'
import { replaceModel, tinyModel } from './tinyModel.ts'

/** A tab in a browser that refuses every kind of storage, with a message as browsers give it. */
async function refusingTab(browser: Browser): Promise<LabPage> {
  const lab = await LabPage.open(browser, inject('labUrl'))
  await lab.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
  })
  return lab
}

const it = labIt.extend<{ tab: LabPage }>({
  tab: async ({ browser }, use) => {
    const lab = await refusingTab(browser)
    await use(lab)
    expectQuiet(lab)
    await lab.page.context().close()
  },
})

const wrongWords = (lab: LabPage) => lab.page.getByText('could not be read').count()

describe('a browser that refuses to store anything', () => {
  it('shows the front page moving under the slider', async ({ tab }) => {
    await tab.page.goto(tab.url)
    const slider = tab.page.getByRole('slider')
    await slider.focus()
    await tab.page.keyboard.press('ArrowRight')
    await expect.poll(() => slider.inputValue()).not.toBe('0.2')
    expect(await tab.page.getByRole('alert').count()).toBe(0)
  })

  it('runs the Lab, and says that the prompt lasts as long as the page', async ({ tab }) => {
    await replaceModel(tab.page, await tinyModel())
    await tab.goto()
    await tab.page.getByText('This browser does not keep the prompt and settings').waitFor()
    await tab.prompt.fill('Hello')
    for (const [label, value] of [
      ['Steer after block', 2],
      ['Read after block', 3],
      ['New tokens', 5],
    ] as const)
      await tab.setNumber(label, value)
    await tab.waitForModel()
    await tab.run()
    expect(await tab.tokens('Steered')).toHaveLength(5)
    expect(await wrongWords(tab)).toBe(0)
  })

  it('joins a class, keeps what it locks, and gives back the own draft', async ({ tab }) => {
    await replaceModel(tab.page, await tinyModel())
    await tab.goto()
    await tab.prompt.fill('My own prompt')
    await tab.page.goto(await linkOf(tab, tuesday))
    await bar(tab).getByText('Tuesday').waitFor()
    expect(await wrongWords(tab)).toBe(0)
    expect(await tab.seed.inputValue()).toBe('7')
    await tab.button('Goodbye').click()
    await tab.button('Leave the class').click()
    await tab.button('Leave').click()
    expect(await tab.prompt.inputValue()).toBe('My own prompt')
  })

  it('goes through a lesson with recordings, and says how to keep the progress', async ({
    tab,
  }) => {
    const { page } = tab
    await page.goto(`${tab.url}?pace=20#/lessons/steering`)
    await page.getByText('This browser does not keep your progress').waitFor()
    await page.getByRole('radio', { name: 'Recorded' }).check()
    await tab.waitForStatus('Ready')
    await page.getByRole('radio', { name: 'Three times the same text' }).check()
    await tab.button('That is my prediction').click()
    await tab.button('Set up').click()
    await tab.button('Run').click()
    await page.locator('[data-step="passed"]').waitFor()
    await page.getByRole('link', { name: 'All lessons' }).first().click()
    await page.getByText('1 of 5 steps done').waitFor()
    const saved = page.waitForEvent('download')
    await tab.button('Save as a file').click()
    expect((await saved).suggestedFilename()).toBe('evenkeel-lessons.json')
    expect(await wrongWords(tab)).toBe(0)
  })

  it('gathers the results of a class', async ({ tab }) => {
    await tab.page.goto(`${tab.url}#/lessons/results`)
    const codes = await Promise.all(
      pupils(5, { slope: 12, spread: 2, noise: 0.6 }).map(encodeResult),
    )
    await tab.page.getByRole('textbox', { name: 'Codes, one a line' }).fill(codes.join('\n'))
    await tab.button('Add codes').click()
    await tab.page.getByText('5 results.', { exact: true }).waitFor()
    expect(await wrongWords(tab)).toBe(0)
  })
})
