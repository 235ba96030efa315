import { describe, expect } from 'vitest'
import english from '../../src/language/en.json'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

const sentences = Object.values(english).filter(
  (text) => !/[{<]/.test(text) && text.split(' ').length > 2,
)

async function openTiny(lab: LabPage): Promise<void> {
  await replaceModel(lab.page, await tinyModel())
  await storeTinySettings(lab.page)
  await lab.page.reload()
  await lab.waitForModel()
}

/** English sentences of the catalog that the page shows or tells a screen reader, but where it says that it is English. */
async function englishOn({ page }: LabPage): Promise<string[]> {
  const said = await page.evaluate(() => {
    const own = [...document.querySelectorAll('body *')].filter(
      (each) => !each.closest('[lang=en]'),
    )
    const texts = own.flatMap((each) => [
      ...['aria-label', 'title', 'placeholder'].map((name) => each.getAttribute(name)),
      ...[...each.childNodes].map((node) => (node instanceof Text ? node.data : null)),
    ])
    return texts.join('\n')
  })
  return sentences.filter((sentence) => said.includes(sentence))
}

/** What the tokens in the lanes say, and their readings as data. */
const tokensOf = ({ page }: LabPage) =>
  page
    .locator('.lane [data-token]')
    .evaluateAll((all) => all.map((each) => [each.textContent, each.getAttribute('data-reading')]))

describe('the page in another language', () => {
  it('changes by keyboard, keeps what is typed and written, and is kept for the next visit', async ({
    lab,
  }) => {
    await openTiny(lab)
    const { page } = lab
    await lab.steerTo(0.2)
    await lab.run()
    await lab.prompt.fill('kept')
    const before = await tokensOf(lab)
    expect(before.length).toBeGreaterThan(20)

    const choice = page.locator('.languageChoice')
    await choice.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('heading', { level: 1, name: 'Labor' }).waitFor({ state: 'attached' })
    expect(await choice.evaluate((select) => select === document.activeElement)).toBe(true)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    expect(await lab.status.textContent()).toMatch(/^Fertig · /)
    expect(await tokensOf(lab)).toEqual(before)
    expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('kept')
    const slider = page.getByRole('slider', { name: 'Ruhig bis verzweifelt' })
    expect(await slider.getAttribute('aria-valuetext')).toContain(
      'mit 0,20 der typischen Norm in Richtung verzweifelt',
    )
    expect(await slider.inputValue()).toBe('0.2')
    const steered = page.getByRole('region', { name: 'Gesteuert', exact: true })
    expect(await steered.locator('footer').textContent()).toMatch(
      /mittlerer Messwert [+−]\d+,\d SD/,
    )

    await page.getByRole('spinbutton', { name: 'Startwert' }).fill('1.5')
    await page.getByText('Der Startwert muss eine ganze Zahl sein.').waitFor()
    await page.getByRole('spinbutton', { name: 'Startwert' }).fill('3')
    await page.reload()
    await page.getByRole('button', { name: 'Starten', exact: true }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('kept')
  })

  it('leaves no English sentence in the rooms, and nothing that axe finds serious, down to 360 px', async ({
    lab,
  }) => {
    await openTiny(lab)
    const { page } = lab
    await lab.run()
    await page.locator('.languageChoice').selectOption('de')
    for (const room of ['Labor', 'Richtungen', 'Experimente', 'Modelle']) {
      await page.getByRole('navigation', { name: 'Räume' }).getByText(room).click()
      await page
        .getByRole('heading', { level: 1, name: room, exact: true })
        .waitFor({ state: 'attached' })
      await page.evaluate(() => {
        for (const box of document.querySelectorAll('details')) box.open = true
      })
      expect(await englishOn(lab), room).toEqual([])
      for (const [colorScheme, width] of [
        ['light', 1440],
        ['dark', 360],
      ] as const) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        expect(await seriousViolations(page), `${room}, ${width} px`).toEqual([])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(wide, `${room}, ${width} px`).toBeLessThanOrEqual(0)
      }
    }
  })
})
