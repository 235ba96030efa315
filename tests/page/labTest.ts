import type { Browser } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { LabPage } from './labPage.ts'

interface Fixtures {
  browser: Browser
  lab: LabPage
  loadedTab: LabPage
  loaded: LabPage
}

/**
 * `it` with a browser for the whole file, and a tab on the lab: `lab` is a fresh one for each test, `loaded` is one for
 * the whole file, in the Lab with the bundled model ready. After a test no request may have left the origin, and the
 * tab may not have complained.
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
      expectQuiet(lab)
    } finally {
      await lab.page.context().close()
    }
  },
  loadedTab: [
    async ({ browser }, use) => {
      const lab = await LabPage.open(browser, inject('labUrl'))
      try {
        await lab.goto()
        await lab.waitForModel()
        await use(lab)
      } finally {
        await lab.page.context().close()
      }
    },
    { scope: 'file' },
  ],
  loaded: async ({ loadedTab }, use) => {
    await use(loadedTab)
    expectQuiet(loadedTab)
  },
})

/** Fails when a request left the origin or the tab complained since the last look. */
export function expectQuiet(lab: LabPage): void {
  expect(lab.requestsThatLeft, 'requests to other origins').toEqual([])
  expect(lab.problems.splice(0), 'errors on the page').toEqual([])
}
