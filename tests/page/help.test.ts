import type { Locator, Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import libraries from '../../src/data/libraries.json'
import { TERMS } from '../../src/ui/help/terms.ts'
import { violations } from './accessibility.ts'
import { LabPage } from './labPage.ts'
import { it as base, expectQuiet } from './labTest.ts'

/** A tab that does without a model: in recorded mode, and mostly where none is needed. */
const it = base.extend<{ open: (hash: string) => Promise<Page> }>({
  open: async ({ browser }, use) => {
    const tab = await LabPage.open(browser, inject('labUrl'))
    const mode = JSON.stringify({ choice: 'recorded', speed: null, refused: false })
    await tab.page.addInitScript((kept) => localStorage.setItem('evenkeel.mode', kept), mode)
    await use(async (hash) => {
      await tab.page.goto(`${tab.url}${hash}`)
      return tab.page
    })
    expectQuiet(tab)
    await tab.page.context().close()
  },
})

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement)

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if ((await target.count()) > 0 && (await isFocused(target))) return
  }
  throw new Error(`Tab does not lead to ${target}`)
}

const tip = (page: Page): Locator => page.locator('[role="tooltip"]:popover-open')

describe('help on a control', () => {
  it('opens by keyboard with what it does and a good start, and goes back with Escape', async ({
    open,
  }) => {
    const page = await open('#/lessons')
    const button = page.getByRole('button', { name: 'Help: Level' })
    await button.waitFor()
    await tabTo(page, button)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Help: Level' })
    await dialog.waitFor()
    expect(await dialog.textContent()).toMatch(/Pupil explains.*A good start: pupil/)
    await expect.poll(() => isFocused(dialog)).toBe(true)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await isFocused(button)).toBe(true)
  })

  it('fits a page at 400 %, and leads on to all words', async ({ open }) => {
    const page = await open('#/lessons')
    await page.setViewportSize({ width: 320, height: 256 }) // 1280 × 1024 at 400 %
    await page
      .getByRole('button', { name: /^Help: / })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const { x, width } = (await dialog.boundingBox()) ?? { x: -1, width: 0 }
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(320)
    await dialog.getByRole('link', { name: 'All words' }).click()
    await page.getByRole('heading', { name: 'Words' }).waitFor()
  })

  it('has a word within, whose tip Escape closes first and alone', async ({ open }) => {
    const page = await open('#/lab')
    await page.getByRole('button', { name: 'Help: Seed' }).click()
    const dialog = page.getByRole('dialog', { name: 'Help: Seed' })
    await expect.poll(() => isFocused(dialog)).toBe(true)
    await tabTo(page, dialog.getByRole('button', { name: 'seed' }))
    expect(await tip(page).textContent()).toContain('decides every draw')
    await page.keyboard.press('Escape')
    expect(await tip(page).count()).toBe(0)
    expect(await dialog.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })
})

describe('a word that explains itself', () => {
  it('shows its meaning when Tab reaches it, and Escape takes it away while the word keeps the focus', async ({
    open,
  }) => {
    const page = await open('')
    const word = page.getByRole('button', { name: 'typical norm' })
    await tabTo(page, word)
    expect(await tip(page).textContent()).toContain('median over neutral text')
    expect(await word.getAttribute('aria-describedby')).toBe(await tip(page).getAttribute('id'))
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await tip(page).count()).toBe(0)
    expect(await isFocused(word)).toBe(true)
    await page.keyboard.press('Enter')
    expect(await tip(page).count()).toBe(1)
    await page.keyboard.press('Tab')
    expect((await tip(page).allTextContents()).join()).not.toContain('median over neutral text')
  })

  it('stays while the pointer is on word or tip, and goes when it leaves both', async ({
    open,
  }) => {
    const page = await open('')
    const word = page.getByRole('button', { name: 'reading', exact: true })
    await word.hover()
    await tip(page).hover()
    await page.waitForTimeout(400)
    expect(await tip(page).count()).toBe(1)
    await page.getByRole('heading', { level: 1 }).hover()
    await expect.poll(() => tip(page).count()).toBe(0)
  })

  it('keeps its tip after a press until there is a press elsewhere, and never shows two', async ({
    open,
  }) => {
    const page = await open('')
    await page.getByRole('button', { name: 'reading', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).hover()
    await page.waitForTimeout(400)
    expect(await tip(page).count()).toBe(1)
    await page.getByRole('button', { name: 'Random directions', exact: true }).hover()
    expect(await tip(page).count()).toBe(1)
    expect(await tip(page).textContent()).toContain('drawn by chance')
    await page.getByRole('heading', { level: 1 }).click()
    await expect.poll(() => tip(page).count()).toBe(0)
  })
})

describe('the about page', () => {
  it('takes a reader to the section that the address names', async ({ open }) => {
    const page = await open('#/about/words')
    await expect.poll(() => isFocused(page.getByRole('heading', { name: 'Words' }))).toBe(true)
    expect(await page.locator('.words dt').count()).toBe(TERMS.length)
  })

  it('tells how to see that nothing leaves, with the host and the policy that hold here', async ({
    open,
  }) => {
    const page = await open('#/about/privacy')
    const text = (await page.locator('article').textContent()) ?? ''
    expect(text).toContain(new URL(inject('labUrl')).host)
    const policy = await page.locator('meta[http-equiv]').getAttribute('content')
    expect(await page.locator('article pre').first().textContent()).toBe(
      policy?.split('; ').join(';\n'),
    )
  })

  it('lists every library with its license, and the license texts on request', async ({ open }) => {
    const page = await open('#/about/licenses')
    const rows = page.locator('article').getByRole('row')
    await rows.first().waitFor()
    const names = await rows.getByRole('rowheader').allTextContents()
    for (const { name } of libraries) expect(names).toContain(name)
    await page.getByText('The texts of these licenses').click()
    await page.getByText('Permission is hereby granted').first().waitFor()
  })
})
