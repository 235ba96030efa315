import type { Browser } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { LabPage } from './labPage.ts'

interface Fixtures {
  browser: Browser
  lab: LabPage
}

/**
 * `it` with a browser for the whole file and a fresh tab on the lab for each test. After the test no request may have
 * left the origin, and the tab may not have complained.
 */
export const it = base.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what a fixture needs
    async ({}, use) => {
      const browser = await launchChromium()
      try {
        await use(browser)
      } finally {
        await browser.close()
      }
    },
    { scope: 'file' },
  ],
  lab: async ({ browser }, use) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    try {
      await lab.goto()
      await use(lab)
      expect(lab.requestsThatLeft, 'requests to other origins').toEqual([])
      expect(lab.problems, 'errors on the page').toEqual([])
    } finally {
      await lab.page.context().close()
    }
  },
})
