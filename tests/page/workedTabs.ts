import { inject } from 'vitest'
import type { Language } from '../../src/language/language.ts'
import { workedTab } from './everyPage.ts'
import type { LabPage } from './labPage.ts'
import { it as labIt } from './labTest.ts'

/** `it` with `tabIn`: one tab a language for the whole file, in which somebody has worked. Pages leave it as they found it. */
export const it = labIt.extend<{ tabIn: (language: Language) => Promise<LabPage> }>({
  tabIn: [
    async ({ browser }, use) => {
      const tabs = new Map<Language, LabPage>()
      await use(async (language) => {
        const tab = tabs.get(language) ?? (await workedTab(browser, inject('labUrl'), language))
        tabs.set(language, tab)
        return tab
      })
      for (const { page } of tabs.values()) await page.context().close()
    },
    { scope: 'file' },
  ],
})
