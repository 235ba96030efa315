import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

const hostile = '=1+1 <img src=x>'

async function openTiny(lab: LabPage): Promise<void> {
  await replaceModel(lab.page, await tinyModel())
  await storeTinySettings(lab.page, { prompt: hostile, seed: '2' }) // its eighth token is a letter
  await lab.page.reload()
  await lab.waitForModel()
}

const watchSwitch = ({ page }: LabPage) => page.getByRole('switch', { name: 'Watch', exact: true })
const threshold = ({ page }: LabPage) => page.getByRole('spinbutton', { name: 'Alarm threshold' })
const log = ({ page }: LabPage) => page.getByRole('region', { name: 'Watch log' })
const card = ({ page }: LabPage) => page.getByRole('region', { name: 'Watch', exact: true })

async function saved(lab: LabPage, button: string): Promise<string> {
  const download = lab.page.waitForEvent('download')
  await lab.button(button).press('Enter')
  return readFile(await (await download).path(), 'utf8')
}

describe('Watch, in the Lab', () => {
  it('marks by keyboard alone where the alarm went off, says why, and saves a log', async ({
    lab,
  }) => {
    await openTiny(lab)
    const { page } = lab
    const { keyboard } = page
    expect(await watchSwitch(lab).isChecked()).toBe(false)
    await watchSwitch(lab).focus()
    await keyboard.press('Space')
    await card(lab).getByText('Run the early warning experiment first').waitFor()
    const focused = () => threshold(lab).evaluate((field) => field === document.activeElement)
    for (let stops = 0; stops < 4 && !(await focused()); stops++) await keyboard.press('Tab') // help and words on the way
    expect(await focused()).toBe(true)
    await keyboard.type('-9')
    await card(lab).getByText('not calibrated').waitFor()
    await log(lab).getByText('Nothing yet').waitFor()
    await lab.button('Run').press('Enter')
    await lab.waitForStatus('Done')

    const marked = lab.lane('Steered').locator('[data-alarm]')
    expect(await marked.count()).toBe(1)
    expect(await marked.getAttribute('data-token')).toBe('7') // its window is full for the first time
    const reason = lab.lane('Steered').getByText('Alarm at token 8')
    expect(await reason.locator('xpath=..').textContent()).toMatch(
      /The mean of tokens 1–8 rose to .* SD, above −9/,
    )
    await marked.focus()
    const spoken = lab.lane('Steered').locator('.tokens [aria-live="polite"]')
    expect(await spoken.textContent()).toContain('Alarm went off here')
    await page.getByText('The readings as a table').click()
    await page
      .getByRole('region', { name: 'Readings by token' })
      .getByText(', alarm')
      .first()
      .waitFor()

    await log(lab).getByText('1 run watched, 3 alarms').waitFor()
    const csv = await saved(lab, 'Save the log as CSV')
    expect(csv.split('\r\n')).toHaveLength(5)
    expect(csv).toContain(`'${hostile}`)
    expect(JSON.parse(await saved(lab, 'Save the log as JSON'))).toMatchObject({
      runs: 1,
      alarms: [{ lane: 'Baseline', token: 8, prompt: hostile, threshold: -9 }, {}, {}],
    })
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1440, 390]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        expect(await seriousViolations(page)).toEqual([])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(wide).toBeLessThanOrEqual(0)
      }
    await lab.button('Clear the log').press('Enter')
    await log(lab).getByText('Nothing yet').waitFor()
  })

  it('follows the threshold on a finished run, refuses one that is none, and is kept for the next visit', async ({
    lab,
  }) => {
    await openTiny(lab)
    await lab.run()
    await watchSwitch(lab).check()
    await threshold(lab).fill('-9')
    expect(await lab.page.locator('[data-alarm]').count()).toBe(3)
    await threshold(lab).fill('19')
    expect(await lab.page.locator('[data-alarm]').count()).toBe(0)
    await lab.lane('Baseline').getByText('No alarm: the highest mean of 8 tokens').waitFor()
    await threshold(lab).fill('900')
    await card(lab).getByText('must be a number of SD from −20 to 20').waitFor()
    await threshold(lab).fill('2.5')
    await lab.page.reload()
    expect(await threshold(lab).inputValue()).toBe('2.5')
    expect(await watchSwitch(lab).isChecked()).toBe(true)
  })
})
