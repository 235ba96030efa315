import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { bar, linkOf, tuesday } from './classTest.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet } from './labTest.ts'
import { type PlainHost, servePlainly } from './plainHost.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

let browser: Browser
let host: PlainHost
let lab: LabPage

beforeAll(async () => {
  const rules = 'MAP school.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
  browser = await launchChromium({ args: [`--host-resolver-rules=${rules}`] })
  host = await servePlainly(join(import.meta.dirname, '../../dist'))
})
afterAll(async () => {
  await browser.close()
  host.close()
})
beforeEach(async () => {
  lab = await LabPage.open(browser, host.url.replace('127.0.0.1', 'school.test'), {
    serviceWorkers: 'allow',
  })
  await replaceModel(lab.page, await tinyModel())
  await storeTinySettings(lab.page, { maxTokens: '8' })
})
afterEach(async () => {
  expectQuiet(lab)
  await lab.page.context().close()
})

describe('a teacher’s laptop that serves the lab over plain http', () => {
  it('is no secure place, and the model writes all the same', async () => {
    await lab.goto()
    expect(await lab.page.evaluate(() => [isSecureContext, 'caches' in globalThis])).toEqual([
      false,
      false,
    ])
    await lab.waitForModel()
    await lab.run()
    expect(await lab.tokens('Steered')).toHaveLength(8)
    await lab.enter('Models')
    await lab.page.getByText('It takes an https address').waitFor()
  })

  it('opens classes, and their results are copied by hand', async () => {
    await lab.page.goto(await linkOf(lab, tuesday))
    await bar(lab).getByText('Tuesday').waitFor()
    await lab.waitForModel()
    await lab.run()
    await lab.page.getByText('My results').click()
    await lab.button('Copy my code').click()
    await lab.page.getByText('did not let the page copy it').waitFor()
    const code = await lab.page.getByRole('textbox', { name: 'My code' }).inputValue()
    expect(code).toMatch(/^result:1\./)
    await lab.button('Leave the class').click()
    await lab.button('Leave').click()
    await lab.page.goto(`${lab.url}#/lessons/results`)
    await lab.page.getByRole('textbox', { name: 'Codes, one a line' }).fill(code)
    await lab.button('Add codes').click()
    await lab.page.getByText('1 result.', { exact: true }).waitFor()
  })
})
