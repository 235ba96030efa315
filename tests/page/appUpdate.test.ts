import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import { encodeResult } from '../../src/state/results/resultCode.ts'
import { pupils } from '../state/pupils.ts'
import type { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { buildsIn, cached, lookForNewer, openTab, tabBeside, untilKept } from './offlineTab.ts'
import { otherBuild } from './otherBuild.ts'
import { type PlainHost, servePlainly } from './plainHost.ts'
import { tinyModel } from './tinyModel.ts'

const lesson = '#/lessons/steering'

let folder: string
let host: PlainHost
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-'))
  for (const letter of ['A', 'B', 'C'])
    await otherBuild(join(folder, letter), letter, await tinyModel())
})
beforeEach(async () => {
  host = await servePlainly(join(folder, 'A'))
})
afterEach(() => host.close())
afterAll(() => rm(folder, { recursive: true }))

describe('a new version on the host', () => {
  it('waits while the model writes, asks before it ends a run, and never mixes with the old one', async ({
    browser,
  }) => {
    const lab = await keptLab(browser)
    const note = await newVersion(lab, 'B')
    expect(await note.textContent()).toContain('A new version of Evenkeel is here')
    await lab.button('Run').click()
    await lab.waitForLane('Steered', 'running')
    await lab.button('Use it now').click()
    await note.getByText('The model is writing here').waitFor()
    await lab.button('Not now').click()
    await lab.waitForStatus('Done')
    expect((await lab.tokens('Steered')).length).toBeGreaterThan(20)
    for (const room of ['Directions', 'Experiments', 'Models'] as const) await lab.enter(room)
    expect(await buildsIn(lab.page)).toBe('AA')

    await lab.button('Use it now').click()
    await note.getByText('Texts that were written here').waitFor()
    await lab.button('Use it now all the same').click()
    await untilBuild(lab.page, 'B')
    expect(await note.count()).toBe(0)
    await lab.enter('Lab')
    expect(await lab.prompt.inputValue()).toBe('Where are we?')
    await lab.waitForModel()
    expect(await buildsIn(lab.page)).toBe('BB')
    expectQuiet(lab)
    await lab.page.context().close()
  })

  it('leaves a lesson in another tab alone, with its own version, and tells it', async ({
    browser,
  }) => {
    const lab = await keptLab(browser)
    const pupil = await tabBeside(lab, lesson)
    const idle = await tabBeside(lab, '#/about')
    await pupil.getByRole('heading', { level: 1 }).first().waitFor()
    const note = await newVersion(lab, 'B')
    await lab.enter('Models')
    await lab.button('Use it now').click()
    await note.getByText('Another tab is at work').waitFor()
    await lab.button('Use it now all the same').click()
    await Promise.all([untilBuild(lab.page, 'B'), untilBuild(idle, 'B')])

    await noteIn(pupil).getByText('Another tab has changed to a newer version').waitFor()
    await pupil.evaluate(() => fetch('models/SmolLM2-135M-Instruct/config.json'))
    expect(await buildsIn(pupil)).toBe('AA') // what it still fetches is of its own version
    expect(pupil.url()).toContain(lesson)
    host.isOff = true // and is kept, also what was not asked for yet: the host has it no more
    const room = Object.values(await cached(lab.page.context()))
      .flat()
      .find((path) => /experimentsRoom-[\w-]+A\.js$/.test(path))
    expect(await pupil.evaluate(async (path) => (await fetch(path)).ok, room!)).toBe(true)
    expect(await buildsIn(pupil)).toBe('AA')
    expect(await versionsKept(lab)).toBe(2)

    await pupil.evaluate(() => {
      location.hash = '#/about'
    })
    await untilBuild(pupil, 'B')
    expect(lab.requestsThatLeft).toEqual([])
    await lab.page.context().close()
  })

  it('does not take what is gathered in a tab alone, and asks there before it would', async ({
    browser,
  }) => {
    const lab = await keptLab(browser, '#/about')
    const teacher = await tabBeside(lab, '#/lessons/results')
    const [result] = pupils(1, { slope: 1, spread: 1, noise: 1 })
    await teacher.getByRole('textbox').fill(await encodeResult(result!))
    await teacher.getByRole('button', { name: 'Add' }).click()
    await teacher.getByText('1 result').first().waitFor()
    await newVersion(lab, 'B')
    await lab.button('Use it now').click()
    await untilBuild(lab.page, 'B')
    await noteIn(teacher).getByRole('button', { name: 'Load this tab again' }).click()
    await noteIn(teacher).getByText('are in this tab only').waitFor()
    await teacher.getByRole('button', { name: 'Not now' }).click()
    await teacher.evaluate(() => {
      location.hash = '#/about'
    })
    await teacher.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await buildsIn(teacher)).toBe('AA')
    await lab.page.context().close()
  })

  it('takes the files of the old one away once no tab runs it', async ({ browser }) => {
    const lab = await keptLab(browser, '#/about')
    for (const letter of ['B', 'C']) {
      await newVersion(lab, letter)
      await lab.button('Use it now').click()
      await untilBuild(lab.page, letter)
    }
    expect(await buildsIn(lab.page)).toBe('CC')
    await expect.poll(() => versionsKept(lab)).toBe(1)
    const kept = Object.values(await cached(lab.page.context())).flat()
    const scripts = kept.filter((path) => /\.js$/.test(path))
    expect(scripts.filter((path) => !path.endsWith('C.js'))).toEqual([])
    await lab.page.context().close()
  })

  it('is used by itself when the tabs were closed and the app is opened again', async ({
    browser,
  }) => {
    const lab = await keptLab(browser, '#/about')
    await newVersion(lab, 'B')
    const later = await lab.page.context().newPage()
    await lab.page.close()
    await expect
      .poll(async () => {
        await later.goto(`${lab.url}#/about`)
        const version = await buildsIn(later)
        await later.goto('about:blank')
        return version
      })
      .toBe('BB')
    await later.context().close()
  })
})

describe('an update that cannot be had', () => {
  it('changes nothing while there is no network', async ({ browser }) => {
    const lab = await keptLab(browser)
    host.isOff = true
    host.folder = join(folder, 'B')
    expect(await lookForNewer(lab.page)).toBe(false)
    await lab.run()
    await lab.page.reload()
    await lab.waitForModel()
    expect(await buildsIn(lab.page)).toBe('AA')
    expect(await noteIn(lab.page).count()).toBe(0)
    await lab.page.context().close()
  })

  it('changes nothing when it breaks off half-way, and comes at the next try', async ({
    browser,
  }) => {
    const lab = await keptLab(browser, '#/about')
    host.folder = join(folder, 'B')
    host.lacks = /labRoom/
    await lookForNewer(lab.page)
    await expect.poll(() => stateOfUpdate(lab.page)).toBe('none')
    await lab.enter('Directions')
    expect(await buildsIn(lab.page)).toBe('AA')
    expect(await noteIn(lab.page).count()).toBe(0)
    host.lacks = null
    await newVersion(lab, 'B')
    await lab.page.context().close()
  })

  it('changes nothing when the host mixes two versions itself', async ({ browser }) => {
    const lab = await keptLab(browser, '#/about')
    host.holdBack = async (path) => {
      host.folder = join(folder, path === 'index.html' ? 'C' : 'B') // changed again in the middle
    }
    await lookForNewer(lab.page)
    await expect.poll(() => stateOfUpdate(lab.page)).toBe('none')
    await lab.enter('Directions')
    expect(await buildsIn(lab.page)).toBe('AA')
    await lab.page.context().close()
  })
})

async function keptLab(browser: Browser, place = '#/lab'): Promise<LabPage> {
  const lab = await openTab(browser, host)
  await lab.page.goto(`${lab.url}${place}`)
  await untilKept(lab.page)
  if (place !== '#/lab') return lab
  await lab.waitForModel()
  await lab.prompt.fill('Where are we?')
  return lab
}

const noteIn = (page: Page): Locator => page.getByRole('region', { name: 'Version of the app' })

/** Puts a version on the host, lets the tab find it, and waits until it says so. */
async function newVersion(lab: LabPage, letter: string): Promise<Locator> {
  host.folder = join(folder, letter)
  expect(await lookForNewer(lab.page)).toBe(true)
  const note = noteIn(lab.page)
  await note.waitFor()
  return note
}

/** Waits until a page was loaded again, of this build. */
async function untilBuild(page: Page, letter: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => [...(Reflect.get(globalThis, 'builds') ?? [])].join('') === wanted,
    letter,
  )
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
}

/** `none` once nothing is fetched and nothing waits. */
function stateOfUpdate(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    if (registration?.installing) return 'installing'
    return registration?.waiting ? 'waiting' : 'none'
  })
}

async function versionsKept(lab: LabPage): Promise<number> {
  const kept = Object.values(await cached(lab.page.context())).flat()
  return kept.filter((path) => path.includes('?files-of=')).length
}
