import { describe, expect } from 'vitest'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'

const filter = ({ page }: LabPage) => page.getByRole('switch', { name: 'Word filter' })

const readings = ({ page }: LabPage) =>
  page
    .locator('.lane [data-token]')
    .evaluateAll((tokens) => tokens.map((token) => token.getAttribute('data-reading')))

/** Everything of the page that is no prompt, tables and hidden words included. */
const markup = ({ page }: LabPage) =>
  page.evaluate(() => {
    const main = document.querySelector('main')?.cloneNode(true) as HTMLElement
    for (const prompt of main.querySelectorAll(
      '#prompt, .promptTokens, .results, .watchLog td:last-child',
    ))
      prompt.remove()
    for (const row of main.querySelectorAll('tr'))
      if (/^prompt/.test(row.textContent ?? '')) row.remove()
    return main.innerHTML
  })

describe('the word filter in the Lab', () => {
  it('leaves nothing of a covered word in the page, changes no number, and stays on', async ({
    loaded: lab,
  }) => {
    const { page } = lab
    await page.getByRole('radio', { name: 'Plain text' }).check()
    await lab.prompt.fill(`${'The man has a gun and a knife. '.repeat(2)}The man has a gun and a`)
    await lab.setNumber('Temperature', 0)
    await lab.setNumber('New tokens', 14)
    await page.getByRole('switch', { name: 'Watch' }).check()
    await page.getByRole('spinbutton', { name: 'Alarm threshold' }).fill('-20')
    await lab.steerTo(0.01)
    await lab.run()
    expect(await lab.text('Baseline')).toMatch(/gun|knife/)
    expect(await markup(lab)).toMatch(/knife/)
    const before = await readings(lab)

    expect(await filter(lab).isChecked()).toBe(false)
    await filter(lab).focus()
    await page.keyboard.press('Space')
    await lab.lane('Baseline').getByText('covered by the word filter').waitFor()
    await page.getByText('The readings as a table').click()
    const token = lab.lane('Baseline').locator('[data-token]', { hasText: '▒' }).first()
    await token.hover()
    await token.focus()
    expect(await lab.lane('Baseline').locator('.tokens > [aria-live]').textContent()).toMatch(
      /^Token \d+, covered word\. Reading/,
    )
    const replies = await page
      .getByRole('region', { name: 'Readings by token' })
      .getByRole('row', { name: /^reply/ })
      .allTextContents()
    expect(replies.length).toBeGreaterThan(0)
    expect(replies.join()).not.toMatch(/gun|knife/)
    const shown = await markup(lab)
    expect(shown).toContain('covered word')
    expect(shown).not.toMatch(/gun|knife/)
    expect(await readings(lab)).toEqual(before)

    await page.reload()
    await lab.waitForModel()
    expect(await filter(lab).isChecked()).toBe(true)
    await filter(lab).uncheck()
  })
})
