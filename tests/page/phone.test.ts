import type { Browser } from 'playwright-core'
import { describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { recordedTab } from './recordedTab.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 720 }

async function opened(browser: Browser, hash: string, size: typeof PHONE): Promise<LabPage> {
  const lab = await recordedTab(browser, 100)
  await lab.page.setViewportSize(size)
  await lab.page.evaluate((to) => {
    location.hash = to
  }, hash)
  return lab
}

const topOf = ({ page }: LabPage, selector: string) =>
  page.locator(selector).evaluate((part) => part.getBoundingClientRect().top)

const focused = ({ page }: LabPage) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent)

describe('on a phone', () => {
  it.for(['#/lab', '#/lessons/steering'])(
    'Run brings the texts into view and keeps the focus, and there is a way to the slider and back: %s',
    async (hash, { browser }) => {
      const lab = await opened(browser, hash, PHONE)
      try {
        await lab.waitForStatus('Ready')
        await lab.button('Run').focus()
        expect(await topOf(lab, '#lanes')).toBeGreaterThan(PHONE.height)
        await lab.button('Run').press('Enter')
        expect(await topOf(lab, '#lanes')).toBeLessThan(100)
        expect(await focused(lab)).toBe('Run')
        await lab.waitForStatus('Done')
        expect(await seriousViolations(lab.page)).toEqual([])
        await lab.button('To the slider').click()
        expect(await focused(lab)).toBe('coefficient')
        expect(await topOf(lab, '.ends')).toBeGreaterThan(0) // what its ends mean is seen with it
        expect(await topOf(lab, '#coefficient')).toBeLessThan(PHONE.height / 2)
        await lab.button('To the steered text').click()
        expect(await focused(lab)).toBe('steered')
        expect(await topOf(lab, '#steered')).toBeLessThan(100)
        expectQuiet(lab)
      } finally {
        await lab.page.context().close()
      }
    },
  )

  it('the texts stay in view when a lesson tells above them what came out', async ({ browser }) => {
    const lab = await opened(browser, '#/lessons/steering', PHONE)
    try {
      await lab.page.evaluate(() => {
        document.documentElement.style.setProperty('overflow-anchor', 'none') // as in browsers that have none
      })
      await lab.waitForStatus('Ready')
      await lab.page.getByRole('radio', { name: 'Three times the same text' }).check()
      await lab.button('That is my prediction').click()
      await lab.button('Set up').click()
      await lab.button('Run').press('Enter')
      await lab.page.getByText('It came out as you predicted.').waitFor()
      await expect.poll(() => topOf(lab, '#lanes')).toBeLessThan(100)
      expect(await topOf(lab, '#lanes')).toBeGreaterThan(-10)
    } finally {
      await lab.page.context().close()
    }
  })

  it('the page stays where texts are seen already, and on a wide screen, where the ways are not shown', async ({
    browser,
  }) => {
    const lab = await opened(browser, '#/lab', PHONE)
    try {
      await lab.waitForStatus('Ready')
      await lab.button('Run').focus()
      await lab.page.evaluate((by) => scrollBy(0, by), (await topOf(lab, '#lanes')) - 400)
      await lab.page.keyboard.press('Enter')
      expect(await topOf(lab, '#lanes')).toBeCloseTo(400, 0)
      await lab.waitForStatus('Done')
      await lab.page.setViewportSize(DESK)
      await lab.page.evaluate(() => scrollTo(0, 0))
      for (const way of ['To the slider', 'To the steered text'])
        expect(await lab.button(way).count()).toBe(0)
      await lab.button('Run').click()
      expect(await lab.page.evaluate(() => scrollY)).toBe(0)
    } finally {
      await lab.page.context().close()
    }
  })

  it('a lesson shows no texts of another push beside it before its first run', async ({
    browser,
  }) => {
    const lab = await opened(browser, '#/lessons/steering', PHONE)
    try {
      await lab.waitForStatus('Ready')
      expect(await lab.prompt.inputValue()).toBe('Describe the room you are in.')
      await lab.lane('Steered').getByText('No text yet.').waitFor()
      expect(await lab.page.locator('.recordedText').count()).toBe(0)
      await lab.enter('Lab')
      await lab.page.locator('.recordedText').first().waitFor()
    } finally {
      await lab.page.context().close()
    }
  })

  it('the caption of a table of the answer sheet is seen whole', async ({ browser }) => {
    const lab = await opened(browser, '#/lessons/steering/answers', PHONE)
    try {
      const caption = lab.page.locator('.recordedRuns .caption').first()
      await caption.waitFor()
      const { x, width } = (await caption.boundingBox())!
      expect(x + width).toBeLessThanOrEqual(PHONE.width)
      expect(await caption.evaluate((words) => words.scrollWidth - words.clientWidth)).toBe(0)
      await lab.page
        .getByRole('table', { name: /^Recorded: mean reading/ })
        .first()
        .waitFor()
      expect(await seriousViolations(lab.page)).toEqual([])
    } finally {
      await lab.page.context().close()
    }
  })
})
