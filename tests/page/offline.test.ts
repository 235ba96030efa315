import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import type { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { cached, openTab, untilKept } from './offlineTab.ts'
import { otherBuild } from './otherBuild.ts'
import { type PlainHost, servePlainly } from './plainHost.ts'
import { tinyModel } from './tinyModel.ts'

const rooms = ['Lab', 'Directions', 'Experiments', 'Lessons', 'Models'] as const
const dist = join(import.meta.dirname, '../../dist')

let folder: string
let host: PlainHost
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-'))
  await otherBuild(join(folder, 'A'), 'A', await tinyModel())
})
beforeEach(async () => {
  host = await servePlainly(join(folder, 'A'))
})
afterEach(() => host.close())
afterAll(() => rm(folder, { recursive: true }))

describe('a static host that sends no headers, from a sub-path', () => {
  it('runs the bundled model with two threads, and with the server off on the second visit', {
    timeout: 240_000,
  }, async ({ browser }) => {
    host.folder = dist
    const lab = await openTab(browser, host)
    const visits = visitsOf(lab)
    await lab.goto()
    await lab.waitForModel()
    expect(await isIsolated(lab)).toBe(true)
    expect(visits).toHaveLength(2) // the second by itself, before the model
    expect(await lab.status.textContent()).toMatch(/CPU, [2-9] threads/)
    await lab.page.waitForFunction(async () => {
      const names = await caches.keys()
      const runtime = names.find((name) => name.includes('runtime'))
      return runtime && (await (await caches.open(runtime)).keys()).length > 0
    })

    host.isOff = true
    host.requests.splice(0)
    await lab.page.reload()
    for (const room of rooms) await lab.enter(room)
    await lab.enter('Lab')
    await lab.waitForModel()
    expect(await lab.status.textContent()).toMatch(/CPU, [2-9] threads/)
    await lab.setNumber('New tokens', 4)
    await lab.run()
    expect(await lab.tokens('Steered')).toHaveLength(4)
    expect(host.requests.filter((path) => path !== 'serviceWorker.js')).toEqual([])

    const kept = await cached(lab.page.context())
    const weights = Object.values(kept)
      .flat()
      .filter((path) => /\.onnx/.test(path))
    expect(new Set(weights).size).toBe(weights.length) // once each
    expect(kept['evenkeel-models-1']).toEqual(expect.arrayContaining(weights))
    expect(lab.requestsThatLeft).toEqual([])
    await lab.page.context().close()
  })

  it('does not load the page again under the hands of somebody who types', async ({ browser }) => {
    const lab = await openTab(browser, host)
    const visits = visitsOf(lab)
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    host.holdBack = (path) => (path === 'serviceWorker.js' ? held : Promise.resolve())
    await lab.goto()
    await lab.waitForStatus('Loading the model')
    await lab.prompt.fill('Typed at once')
    letGo()
    await lab.waitForModel()
    expect(visits).toHaveLength(1)
    expect(await isIsolated(lab)).toBe(false)
    expect(await lab.status.textContent()).toContain('1 thread')
    await untilKept(lab.page)
    await lab.page.reload()
    expect(await isIsolated(lab)).toBe(true)
    expect(await lab.prompt.inputValue()).toBe('Typed at once')
    await lab.page.context().close()
  })

  it('leaves the front page alone: it changes no address and loads nothing again', async ({
    browser,
  }) => {
    const lab = await openTab(browser, host)
    const visits = visitsOf(lab)
    await lab.page.goto(lab.url)
    await untilKept(lab.page)
    await lab.page.waitForTimeout(500)
    expect(visits).toEqual([lab.url])
    expect(host.requests.filter((path) => /\/onnx\/|\.wasm$/.test(path))).toEqual([])
    await lab.page.context().close()
  })
})

describe('a host that refuses the worker', () => {
  it('serves the lab all the same, with one thread, and the Models room says why it is not kept', async ({
    browser,
  }) => {
    host.lacks = /^serviceWorker/
    const lab = await openTab(browser, host)
    await lab.goto()
    await lab.waitForModel()
    expect(await lab.status.textContent()).toContain('1 thread')
    await lab.enter('Models')
    await expectText(lab, 'Storage on this device', /The app could not be kept on this device/)
    await lab.page.context().close()
  })

  it('is like a browser that refuses storage: all works, nothing is kept', async ({ browser }) => {
    const lab = await openTab(browser, host)
    await lab.page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('refused', 'SecurityError')
      }
      Object.defineProperty(globalThis, 'caches', { get: refuse })
      Object.defineProperty(globalThis, 'localStorage', { get: refuse })
      Object.defineProperty(globalThis, 'sessionStorage', { get: refuse })
      IDBFactory.prototype.open = refuse
      IDBFactory.prototype.databases = async () => refuse()
    })
    await lab.goto()
    await lab.waitForModel()
    await lab.enter('Models')
    await expectText(lab, 'Storage on this device', /The app is not kept.*Nothing is kept/s)
    expectQuiet(lab)
    await lab.page.context().close()
  })
})

/** The addresses that the tab was loaded from, one each time. */
function visitsOf(lab: LabPage): string[] {
  const visits: string[] = []
  lab.page.on('request', (request) => {
    if (request.isNavigationRequest()) visits.push(request.url())
  })
  return visits
}

const isIsolated = (lab: LabPage): Promise<boolean> => lab.page.evaluate(() => crossOriginIsolated)

async function expectText(lab: LabPage, region: string, text: RegExp): Promise<void> {
  const card = lab.page.getByRole('region', { name: region })
  await card.getByText('Ask the browser').or(card.getByText('does not tell')).first().waitFor()
  expect(await card.textContent()).toMatch(text)
}
