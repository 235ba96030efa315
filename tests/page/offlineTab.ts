import type { Browser, BrowserContext, Page } from 'playwright-core'
import { LabPage } from './labPage.ts'
import type { PlainHost } from './plainHost.ts'
import { storeTinySettings } from './tinyModel.ts'

/** A tab that lets the service worker in. In `context` it shares storage and worker with the other tabs there. */
export async function openTab(browser: Browser, host: PlainHost): Promise<LabPage> {
  const lab = await LabPage.open(browser, host.url, { serviceWorkers: 'allow' })
  await storeTinySettings(lab.page, { maxTokens: '90' })
  return lab
}

/** Another tab beside this one. */
export async function tabBeside(lab: LabPage, place: string): Promise<Page> {
  const page = await lab.page.context().newPage()
  await page.goto(`${lab.url}${place}`)
  return page
}

/** Waits until the app is kept and the page is served by its worker. */
export async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

/** The letters of the builds whose scripts have run in this page, and that of its web manifest. */
export async function buildsIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const ran: Set<string> = Reflect.get(globalThis, 'builds') ?? new Set()
    const { name } = await (await fetch('manifest.webmanifest')).json()
    return [...ran, name.at(-1)].join('')
  })
}

/** Lets the page look for a newer version now, as it does by itself at each visit and each hour. */
export function lookForNewer(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return (
      registration?.update().then(
        () => true,
        () => false,
      ) ?? false
    )
  })
}

/** What lies in the caches of this site: addresses without the host, by the name of the cache. */
export function cached(context: BrowserContext): Promise<Record<string, string[]>> {
  const [page] = context.pages()
  if (!page) throw new Error('no tab is open')
  return page.evaluate(async () => {
    const all: Record<string, string[]> = {}
    for (const name of await caches.keys()) {
      const keys = await (await caches.open(name)).keys()
      all[name] = keys.map(({ url }) => url.replace(location.origin, ''))
    }
    return all
  })
}

/** Drops all caches, as a browser does that needs room. */
export async function evict(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
}
