import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { resize, stops, visit } from './everyPage.ts'
import { tabProblems } from './tabWalk.ts'
import { it } from './workedTabs.ts'

const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
const zoomed = { width: 320, height: 256 } // 1280 × 1024 at 400 %

const isFocused = (locator: Locator) =>
  locator.evaluate((element) => element === document.activeElement)

/** How far a box reaches beyond the window, in px. */
const beyondWindow = (locator: Locator) =>
  locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return Math.max(-left, right - innerWidth, -top, bottom - innerHeight)
  })

describe('the keyboard', () => {
  it.for(stops)(
    'is seen wherever Tab leads, goes down the page and is never held: $name',
    async (stop, { tabIn }) => {
      const tab = await tabIn('en')
      try {
        await visit(tab, stop)
        expect(await tabProblems(tab.page, { column: false }), 'desk').toEqual([])
        for (const size of [phone, zoomed]) {
          await resize(tab, size)
          expect(await tabProblems(tab.page, { column: true }), `${size.width} px`).toEqual([])
        }
      } finally {
        await resize(tab, desk)
        await stop.leave?.(tab)
      }
    },
  )

  it.for(['front', 'lab', 'lesson', 'class form', 'models'])(
    'opens what explains a control or a word, inside the window, and Escape gives it back: %s',
    async (name, { tabIn }) => {
      const tab = await tabIn('en')
      const { page } = tab
      await visit(tab, stops.find((stop) => stop.name === name)!)
      await resize(tab, phone)
      const [open, helps, words] = ['.tipBox:popover-open', '.help', '.term'].map((selector) =>
        page.locator(selector),
      )
      for (const help of (await helps!.all()).slice(0, 6)) {
        await help.focus()
        await page.keyboard.press('Enter')
        await page.locator('.tipBox:popover-open:focus').waitFor()
        expect(await beyondWindow(open!)).toBeLessThanOrEqual(0)
        await page.keyboard.press('Escape')
        await open!.waitFor({ state: 'hidden' })
        expect(await isFocused(help)).toBe(true)
      }
      for (const word of (await words!.filter({ visible: true }).all()).slice(0, 6)) {
        await page.keyboard.press('Tab') // what has the focus from now on was reached by keyboard
        await word.focus()
        await open!.waitFor()
        expect(await beyondWindow(open!)).toBeLessThanOrEqual(0)
        await page.keyboard.press('Escape')
        await open!.waitFor({ state: 'hidden' })
        expect(await isFocused(word)).toBe(true)
      }
      await resize(tab, desk)
    },
  )
})
