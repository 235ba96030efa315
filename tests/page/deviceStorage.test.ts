import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import { encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { OWN_SEED } from '../../src/state/class/ownSeed.ts'
import type { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { cached, openTab, untilKept } from './offlineTab.ts'
import { otherBuild } from './otherBuild.ts'
import { type PlainHost, servePlainly } from './plainHost.ts'
import { tinyModel } from './tinyModel.ts'

const runtime = '/assets/ort-wasm-simd-threaded'

let folder: string
let host: PlainHost
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-'))
  await otherBuild(folder, 'A', await tinyModel())
  const bundled = join(folder, 'models/SmolLM2-135M-Instruct')
  await cp(bundled, join(folder, 'others/tiny'), { recursive: true }) // not in the worker's list
  await rm(join(folder, 'others/tiny/manifest.json'))
})
beforeEach(async () => {
  host = await servePlainly(folder)
})
afterEach(() => host.close())
afterAll(() => rm(folder, { recursive: true }))

describe('Storage on this device', () => {
  it('lists what is kept with its size, and removes each thing after asking', async ({
    browser,
  }) => {
    const lab = await withModels(browser)
    await lab.enter('Models')
    for (const name of ['The app', 'Programs that run models', 'Settings'])
      expect(await row(lab, name).textContent()).toMatch(/\d\.\d [kM]B/)
    expect(await row(lab, 'Model tiny').count()).toBe(1)

    await row(lab, 'Model tiny').getByRole('button').click()
    expect(await row(lab, 'Model tiny').textContent()).toContain('It is fetched again')
    await lab.button('Keep it').click()
    expect(await keptOf(lab, '/others/tiny/')).not.toEqual([])
    for (const name of ['Model tiny', 'Programs that run models', 'Settings']) {
      await row(lab, name).getByRole('button').click()
      await lab.button('Remove it').click()
      await row(lab, name).waitFor({ state: 'detached' })
    }
    expect(await keptOf(lab, '/others/tiny/')).toEqual([])
    expect(await keptOf(lab, runtime)).toEqual([])
    expect(await keptOf(lab, '/models/SmolLM2-135M-Instruct/onnx/')).not.toEqual([])
    expect(await lab.page.evaluate(() => localStorage.getItem('evenkeel.draft'))).toBe(null)
    expectQuiet(lab)
    await lab.page.context().close()
  })

  it('counts measurements, and removes them with their database', async ({ browser }) => {
    const lab = await openTab(browser, host)
    await lab.page.goto(`${lab.url}#/experiments/danger`)
    await lab.waitForModel()
    await lab.page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('evenkeel')
          opening.onsuccess = () => {
            const database = opening.result
            const writing = database.transaction('measurements', 'readwrite')
            writing.objectStore('measurements').put({ run: 'r', task: 't', measurement: {} })
            writing.oncomplete = () => resolve(database.close())
          }
        }),
    )
    await lab.enter('Models')
    expect(await row(lab, 'Measurements').textContent()).toContain('1 entry')
    await row(lab, 'Measurements').getByRole('button').click()
    await lab.button('Remove it').click()
    await row(lab, 'Measurements').waitFor({ state: 'detached' })
    expect(await lab.page.evaluate(() => indexedDB.databases())).toEqual([])
    await lab.enter('Experiments')
    expectQuiet(lab)
    await lab.page.context().close()
  })

  it('removes own runs and what was typed in classes; neither comes back with the next run', async ({
    browser,
  }) => {
    const lab = await openTab(browser, host)
    const plan = parseClassPlan({ draft: { prompt: 'In class', seed: OWN_SEED } })
    await lab.page.goto(`${lab.url}#/class/${await encodeClass(plan)}`)
    await lab.waitForModel()
    await lab.enter('Models')
    expect(await row(lab, 'What was typed in classes').count()).toBe(0) // in use
    await lab.button('Leave the class').click()
    await lab.button('Leave').click()
    await lab.enter('Lab')
    await lab.setNumber('New tokens', 8)
    await lab.run()
    await lab.enter('Models')
    for (const name of ['What was typed in classes', 'Own runs']) {
      await row(lab, name).getByRole('button').click()
      await lab.button('Remove it').click()
      await row(lab, name).waitFor({ state: 'detached' })
    }
    await lab.enter('Lab')
    await lab.seed.fill('12')
    await lab.run()
    const kept = await lab.page.evaluate(() => ({ ...localStorage }))
    expect(JSON.parse(kept['evenkeel.points']).points).toMatchObject([{ point: { seed: 12 } }])
    expect(Object.keys(kept).filter((key) => key.startsWith('evenkeel.class'))).toEqual([])
    expectQuiet(lab)
    await lab.page.context().close()
  })

  it('tells how much the browser allows and whether it promised to keep it', async ({
    browser,
  }) => {
    const lab = await withModels(browser)
    await lab.enter('Models')
    const card = lab.page.getByRole('region', { name: 'Storage on this device' })
    expect(await card.textContent()).toMatch(/MB used by this site; the browser allows about \d/)
    const ask = card.getByRole('button', { name: 'Ask the browser to keep it' })
    await ask.or(card.getByText('has promised not to clear')).waitFor()
    if (await ask.isVisible()) {
      await ask.click()
      await card.getByText(/has promised not to clear|did not promise/).waitFor()
    }
    await lab.page.context().close()
  })

  it('asks the browser to keep what is there once a model was loaded', async ({ browser }) => {
    const lab = await openTab(browser, host)
    await lab.page.addInitScript(() => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      StorageManager.prototype.persist = async () => asked.push('persist') > 0
    })
    const asked = () => lab.page.evaluate(() => Reflect.get(globalThis, 'asked'))
    await lab.page.goto(`${lab.url}#/about`)
    await untilKept(lab.page)
    expect(await asked()).toEqual([])
    await lab.enter('Lab')
    await lab.waitForModel()
    expect(await asked()).toEqual(['persist'])
    await lab.page.context().close()
  })
})

describe('a model from another folder of the site, without a manifest', () => {
  it('loads again with the server off once it was loaded', async ({ browser }) => {
    const lab = await withModels(browser)
    await lab.page.reload()
    await lab.waitForModel()
    host.isOff = true
    await loadTiny(lab)
    expect(await lab.status.textContent()).toContain('tiny')
    await lab.setNumber('New tokens', 5)
    await lab.run()
    expectQuiet(lab)
    await lab.page.context().close()
  })
})

/** A tab in which the bundled model was loaded, then another one. */
async function withModels(browser: Browser): Promise<LabPage> {
  const lab = await openTab(browser, host)
  await lab.goto()
  await lab.waitForModel()
  await loadTiny(lab)
  await lab.prompt.fill('Hello there')
  await expect.poll(() => keptOf(lab, runtime)).not.toEqual([])
  return lab
}

async function loadTiny(lab: LabPage): Promise<void> {
  await lab.page.evaluate(async () => {
    const { evenkeel } = globalThis as {
      evenkeel?: { load(request: object): AsyncIterable<unknown> }
    }
    for await (const _ of evenkeel?.load({
      folder: new URL('others/tiny/', document.baseURI).href,
    }) ?? []);
  })
  await lab.waitForModel()
}

const row = (lab: LabPage, name: string): Locator =>
  lab.page
    .getByRole('region', { name: 'Storage on this device' })
    .getByRole('listitem')
    .filter({ hasText: name })

async function keptOf(lab: LabPage, part: string): Promise<string[]> {
  const kept = Object.values(await cached(lab.page.context())).flat()
  return kept.filter((path) => path.includes(part))
}
