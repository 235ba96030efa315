import type { Browser, Page } from 'playwright-core'
import type { ServedLab } from '../tests/page/serveLab.ts'

/**
 * Visits the Lab until all of it is kept, closes the server, and visits it again in new tabs: seconds from navigation
 * until the model is ready to steer. Throws when the lab does not come without its server.
 */
export async function offlineVisits(
  browser: Browser,
  lab: ServedLab,
  visits: number,
): Promise<number[]> {
  const context = await browser.newContext()
  try {
    const first = await context.newPage()
    await untilReady(first, lab.labUrl)
    await untilKept(first)
    await first.close()
    await lab.close()
    const times: number[] = []
    while (times.length < visits) {
      const page = await context.newPage()
      await page.waitForTimeout(1000) // the worker of the tab before has to end
      times.push(await untilReady(page, lab.labUrl))
      await page.close()
    }
    return times
  } finally {
    await context.close()
  }
}

async function untilReady(page: Page, url: string): Promise<number> {
  const started = performance.now()
  await page.goto(`${url}#/lab`)
  await page
    .getByRole('status')
    .filter({ hasText: /[CG]PU.*tokens\/s/ })
    .waitFor({ timeout: 180_000 })
  return (performance.now() - started) / 1000
}

/** Until the service worker has the app, and the runtime, which it keeps once a model is ready. */
async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    for (;;) {
      const runtime = (await caches.keys()).find((name) => name.includes('runtime'))
      if (runtime && (await (await caches.open(runtime)).keys()).length > 0) return
      await new Promise((on) => setTimeout(on, 100))
    }
  })
}
