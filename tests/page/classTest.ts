import { inject } from 'vitest'
import { encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { replaceModel, tinyModel } from './tinyModel.ts'

/** `it` with a fresh tab whose model is tiny: `tab` has loaded nothing yet. */
export const classTest = it.extend<{ tab: LabPage }>({
  tab: async ({ browser }, use) => {
    const tab = await LabPage.open(browser, inject('labUrl'))
    try {
      await replaceModel(tab.page, await tinyModel())
      await use(tab)
      expectQuiet(tab)
    } finally {
      await tab.page.context().close()
    }
  },
})

/** The link of a class on the page of this tab. */
export const linkOf = async (tab: LabPage, raw: unknown): Promise<string> =>
  `${tab.url}#/class/${await encodeClass(parseClassPlan(raw))}`

/** What the page shows of the class that is joined. */
export const bar = (lab: LabPage) => lab.page.getByRole('region', { name: 'Class', exact: true })

/** A class that keeps much of the Lab, for the tiny model. */
export const tuesday = {
  title: 'Tuesday',
  prompts: ['Hello', 'Goodbye'],
  draft: { seed: 7, coefficient: 0.2, steerBlock: 2, readBlock: 3, maxTokens: 12 },
  controls: {
    ...{ prompt: 'locked', form: 'locked', seed: 'locked', slider: 'locked', direction: 'locked' },
    ...{ draw: 'locked', watch: 'locked', sampling: 'hidden', rooms: 'locked', language: 'locked' },
  },
}
