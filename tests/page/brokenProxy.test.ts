import type { Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { recordedTab } from './recordedTab.ts'

/** Answers as a school network does before anybody has logged in: a web page in place of each file. */
async function loginPage(page: Page, file: RegExp): Promise<() => Promise<void>> {
  await page.route(file, (route) =>
    route.fulfill({
      body: '<!doctype html><title>Login</title><p>Please log in',
      contentType: 'text/html',
    }),
  )
  return () => page.unroute(file)
}

const refusal = ({ page }: LabPage) => page.locator('.problem, [role="alert"]')

describe('a network that answers with its own page', () => {
  it('in place of the program: the page says so by itself, and opens once it is gone', async ({
    browser,
  }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    const { page } = lab
    const login = await loginPage(page, /assets\/index-[^/]*\.js/)
    await page.goto(lab.url)
    expect(await page.getByText('Evenkeel has not opened').isVisible()).toBe(false)
    await page.getByText('Evenkeel has not opened').waitFor({ timeout: 20_000 })
    await page.getByText('Evenkeel ist nicht aufgegangen').waitFor()
    await login()
    await page.reload()
    await page.getByRole('slider').waitFor()
    expect(await page.getByText('Evenkeel has not opened').count()).toBe(0)
    expect(lab.problems.splice(0).join()).toContain('MIME type')
    await page.context().close()
  })

  it('in place of the words of a language: the page stays as it is, says so, and remembers the choice', async ({
    lab,
  }) => {
    const { page } = lab
    const login = await loginPage(page, /assets\/de-[^/]*\.js/)
    await lab.prompt.fill('My own prompt')
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
    await page.getByText('The words in Deutsch did not come').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).first().textContent()).toBe('Lab')
    expect(await lab.prompt.inputValue()).toBe('My own prompt')
    await login()
    await lab.button('Load the page again').click()
    await page.getByRole('combobox', { name: 'Sprache' }).waitFor()
    expect(await lab.prompt.inputValue()).toBe('My own prompt')
    expect(await page.getByText('sind nicht angekommen').count()).toBe(0)
    expect(lab.problems.splice(0).join()).toContain('MIME type')
  })

  it('in place of the index of recordings: it is named, and Try again brings it', async ({
    browser,
  }) => {
    const lab = await recordedTab(browser, 20)
    const login = await loginPage(lab.page, /recordings\/index\.json/)
    await lab.goto()
    await lab.page.getByText('recordings/index.json cannot be read: it is an HTML page').waitFor()
    await login()
    await lab.button('Try again').click()
    await lab.waitForStatus('Ready')
    expectQuiet(lab)
    await lab.page.context().close()
  })

  it('in place of one recording: the run is refused, the lanes are kept, and the next Run brings it', async ({
    browser,
  }) => {
    const lab = await recordedTab(browser, 20)
    const { page } = lab
    await page.goto(`${lab.url}?pace=20#/lessons/steering`)
    await lab.waitForStatus('Ready')
    const login = await loginPage(page, /recordings\/(?!index)[^/]*\.json/)
    await lab.button('Set up').click()
    await lab.button('Run').click()
    await refusal(lab)
      .filter({ hasText: /is not the file that the index of recordings names/ })
      .first()
      .waitFor()
    expect(await page.locator('[data-step="passed"]').count()).toBe(0)
    await login()
    await lab.run()
    expect((await lab.tokens('Steered')).length).toBeGreaterThan(20)
    expectQuiet(lab)
    await page.context().close()
  })

  it('with a recording of another version: its hash is wrong, and that is told', async ({
    browser,
  }) => {
    const lab = await recordedTab(browser, 20)
    const { page } = lab
    await page.goto(`${lab.url}?pace=20#/lessons/steering`)
    await lab.waitForStatus('Ready')
    await page.route(/recordings\/(?!index)[^/]*\.json/, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: `${await answer.text()} ` })
    })
    await lab.button('Set up').click()
    await lab.button('Run').click()
    await refusal(lab).filter({ hasText: 'damaged, or of another version' }).first().waitFor()
    expectQuiet(lab)
    await page.context().close()
  })
})
