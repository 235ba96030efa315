import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { buildsIn, cached, evict, lookForNewer, openTab, untilKept } from './offlineTab.ts'
import { otherBuild, writeWorker } from './otherBuild.ts'
import { type PlainHost, servePlainly } from './plainHost.ts'
import { tinyModel } from './tinyModel.ts'

let folder: string
let host: PlainHost
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-'))
  for (const letter of ['A', 'B', 'stuck'])
    await otherBuild(join(folder, letter), letter.charAt(0), await tinyModel())
  await writeWorker(join(folder, 'stuck'), 'self.skipWaiting = () => new Promise(() => {});')
})
beforeEach(async () => {
  host = await servePlainly(join(folder, 'A'))
})
afterEach(() => host.close())
afterAll(() => rm(folder, { recursive: true }))

describe('when the browser has cleared the kept app', () => {
  it('fetches it again by itself at the next visit', async ({ browser }) => {
    const lab = await keptTab(browser)
    const before = await filesKept(lab)
    await evict(lab.page)
    await lab.page.reload()
    await lab.enter('Directions')
    expect(await buildsIn(lab.page)).toBe('AA')
    await expect.poll(() => filesKept(lab)).toBe(before)
    host.isOff = true
    await lab.page.reload()
    await lab.enter('Experiments')
    expectQuiet(lab)
    await lab.page.context().close()
  })

  it('says so without a network, and is back with it', async ({ browser }) => {
    const lab = await keptTab(browser)
    await evict(lab.page)
    host.isOff = true
    await lab.page.reload()
    expect(await lab.page.textContent('body')).toMatch(
      /not on this device any more.*Connect to the network.*nicht mehr auf diesem Gerät/s,
    )
    host.isOff = false
    await lab.page.reload()
    await lab.enter('Directions')
    await lab.page.context().close()
  })

  it('says in an open tab what to do when a room cannot come, and keeps what was typed', async ({
    browser,
  }) => {
    const lab = await keptTab(browser, '#/lab')
    await lab.waitForModel()
    await lab.prompt.fill('Still here')
    await evict(lab.page)
    host.isOff = true
    await lab.page.getByRole('navigation', { name: 'Rooms' }).getByText('Experiments').click()
    const trouble = lab.page.getByRole('alert').filter({ hasText: 'did not come' })
    expect(await trouble.textContent()).toContain('Check the connection')
    host.isOff = false
    await trouble.getByRole('button').click()
    await lab.enter('Lab')
    expect(await lab.prompt.inputValue()).toBe('Still here')
    await lab.page.context().close()
  })

  it('takes all files from the host when that has a newer version, and none from before', async ({
    browser,
  }) => {
    const lab = await keptTab(browser)
    await evict(lab.page)
    host.folder = join(folder, 'B')
    await lab.page.reload()
    await lab.enter('Directions')
    await lab.enter('Lab')
    await lab.waitForModel()
    expect(await buildsIn(lab.page)).toBe('BB')
    expectQuiet(lab)
    await lab.page.context().close()
  })
})

describe('a service worker that is stuck', () => {
  it('is replaced by the repair that the page offers; settings and models stay', {
    timeout: 60_000,
  }, async ({ browser }) => {
    const lab = await keptTab(browser, '#/lab')
    await lab.waitForModel()
    await lab.prompt.fill('Kept through the repair')
    const models = await modelsKept(lab)
    host.folder = join(folder, 'stuck')
    await lookForNewer(lab.page)
    await lab.button('Use it now').click()
    await note(lab.page).getByText('The new version does not start').waitFor({ timeout: 20_000 })
    host.folder = join(folder, 'B')
    await lab.button('Repair the app').click()
    await note(lab.page).getByText('The repair removes the app').waitFor()
    expect(await buildsIn(lab.page)).toBe('AA') // asked, not done
    await lab.button('Repair now').click()
    await untilBuild(lab.page, 'B')
    expect(await lab.prompt.inputValue()).toBe('Kept through the repair')
    await untilKept(lab.page)
    expect(await modelsKept(lab)).toEqual(models)
    await lab.page.context().close()
  })

  it('that shows a broken page is replaced by ?repair in the address', async ({ browser }) => {
    const lab = await keptTab(browser)
    await lab.page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const { url } of await cache.keys())
          if (url.includes('index.html')) await cache.put(url, new Response('broken'))
      }
    })
    await lab.page.reload()
    expect(await lab.page.textContent('body')).toBe('broken')
    const before = await filesKept(lab)
    await lab.page.goto(`${lab.url}?repair#/about`)
    await lab.page.getByText('The repair removes the app').waitFor()
    expect(await filesKept(lab)).toBe(before) // asked, not done
    expect(await seriousViolations(lab.page)).toEqual([])
    await lab.button('Repair now').click()
    await lab.page.waitForURL(`${lab.url}#/about`)
    await untilBuild(lab.page, 'A')
    await untilKept(lab.page)
    await lab.page.reload()
    await untilBuild(lab.page, 'A')
    await lab.page.context().close()
  })

  it('is left as it is while there is no network, and the page says why', async ({ browser }) => {
    const lab = await keptTab(browser)
    const before = await filesKept(lab)
    host.isOff = true
    await lab.page.goto(`${lab.url}?repair#/about`)
    await lab.button('Repair now').click()
    await lab.page.getByRole('alert').getByText('The repair needs a connection').waitFor()
    expect(await filesKept(lab)).toBe(before)
    await lab.page.getByRole('link', { name: 'Open Evenkeel without a repair' }).click()
    await lab.page.waitForURL(`${lab.url}#/about`)
    await lab.enter('Directions')
    await lab.page.context().close()
  })
})

async function keptTab(browser: Browser, place = '#/about'): Promise<LabPage> {
  const lab = await openTab(browser, host)
  await lab.page.goto(`${lab.url}${place}`)
  await untilKept(lab.page)
  return lab
}

const note = (page: Page): Locator => page.getByRole('region', { name: 'Version of the app' })

/** How many files of the app are kept. */
async function filesKept(lab: LabPage): Promise<number> {
  const kept = await cached(lab.page.context())
  return kept['evenkeel-app-1:/some/school/']?.filter((path) => !path.endsWith('?tabs')).length ?? 0
}

async function modelsKept(lab: LabPage): Promise<string[]> {
  return (await cached(lab.page.context()))['evenkeel-models-1']?.sort() ?? []
}

async function untilBuild(page: Page, letter: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => [...(Reflect.get(globalThis, 'builds') ?? [])].join('') === wanted,
    letter,
  )
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
}
