import type { Locator } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { stops, visit } from './everyPage.ts'
import { LabPage } from './labPage.ts'
import { it } from './workedTabs.ts'

const stopOf = (name: string) => stops.find((stop) => stop.name === name)!

/** Whether two states of a control look different. */
async function looksOtherwise(control: Locator, change: () => Promise<unknown>): Promise<boolean> {
  const before = await control.screenshot()
  await change()
  return !before.equals(await control.screenshot())
}

/** Whether a part of a control makes a difference to what is seen of it. */
async function isSeen(control: Locator, part: Locator): Promise<boolean> {
  const setOpacity = (value: string) =>
    part.evaluate((element: HTMLElement | SVGElement, to) => {
      element.style.opacity = to
    }, value)
  const seen = await looksOtherwise(control, () => setOpacity('0'))
  await setOpacity('')
  return seen
}

const styleOf = (locator: Locator, name: string) =>
  locator.first().evaluate((element, of) => getComputedStyle(element).getPropertyValue(of), name)

describe('with the few colors of the system', () => {
  it.for(['light', 'dark'] as const)(
    'all states can still be told apart: %s',
    async (scheme, { tabIn }) => {
      const tab = await tabIn('en')
      const { page } = tab
      await visit(tab, stopOf('lab'))
      await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme })

      const alarm = page.getByRole('switch', { name: 'Watch' })
      await alarm.focus()
      expect(await looksOtherwise(alarm, () => alarm.press('Space'))).toBe(true)
      await alarm.press('Space')
      const track = page.locator('.track')
      await tab.slider.focus()
      expect(await looksOtherwise(track, () => tab.slider.press('End'))).toBe(true)
      await tab.slider.press('Home')
      expect(await isSeen(track, track.locator('.bar'))).toBe(true)
      expect(await isSeen(track, track.locator('.hatch.high'))).toBe(true)

      expect(await styleOf(page.locator('nav a[aria-current]'), 'outline-style')).toBe('solid')
      expect(await styleOf(page.locator('.switch input:checked + span'), 'outline-style')).toBe(
        'solid',
      )
      expect(await styleOf(page.locator('.lane .badge'), 'border-style')).toBe('dashed')
      const marked = page.locator('.lane .token.marked')
      expect(await marked.count()).toBeGreaterThan(0)
      expect(await styleOf(marked, 'text-decoration-line')).toBe('underline')
      const paper = await styleOf(page.locator('body'), 'background-color')
      expect(await styleOf(marked, 'color')).not.toBe(paper)

      await visit(tab, stopOf('locked class'))
      const lock = page.locator('.lock').first()
      expect(await isSeen(lock, lock.locator('svg'))).toBe(true)
      await stopOf('locked class').leave?.(tab)
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' })
    },
  )
})

describe('where reduced motion is asked for', () => {
  it.for([
    ['reduce', 0],
    ['no-preference', 1],
  ] as const)(
    'the front page moves by itself or stands still: %s',
    async ([motion, moving], { browser }) => {
      const tab = await LabPage.open(browser, inject('labUrl'), { reducedMotion: motion })
      try {
        await tab.page.goto(tab.url)
        await tab.lane('Steered').waitFor()
        const words = () => tab.lane('Steered').locator('[data-token]').count()
        const first = await words()
        await tab.page.waitForTimeout(600)
        expect((await words()) > first ? 1 : 0).toBe(moving)
        if (moving === 0) {
          expect(first).toBeGreaterThan(20)
          expect(await tab.page.evaluate(() => document.getAnimations().length)).toBe(0)
        }
      } finally {
        await tab.page.context().close()
      }
    },
  )
})
