import type { Page } from 'playwright-core'
import { launchChromium } from '../tests/chromium.ts'
import { serveLab } from '../tests/page/serveLab.ts'

export interface PageTimes {
  firstReady: number // seconds from navigation to ready, nothing cached
  ready: number[] // seconds, model cached
  derive: number // seconds for the default direction
  longestTask: number // milliseconds on the page's main thread from its first picture to the end, 0 when none was above 50
  firstPicture: number // milliseconds of the longest task until then, which is React's, not the model's; 0 as above
  browser: string
}

interface LongTask {
  start: number
  duration: number
}

const observeLongTasks = () => {
  const seen: LongTask[] = []
  Object.assign(globalThis, { longTasks: seen })
  new PerformanceObserver((list) => {
    for (const { startTime: start, duration } of list.getEntries()) seen.push({ start, duration })
  }).observe({ type: 'longtask', buffered: true })
}

/** Times the built lab in Chromium, CPU only, as a person would meet it: first visit, later visits, deriving. */
export async function timePage(visits: number): Promise<PageTimes> {
  const lab = await serveLab()
  const browser = await launchChromium()
  try {
    const context = await browser.newContext()
    await context.addInitScript(observeLongTasks)
    let page = await context.newPage()
    const firstReady = await secondsToReady(page, `${lab.labUrl}#/lab`)
    const ready: number[] = []
    for (let visit = 0; visit < visits; visit++) {
      await page.close() // a new tab each time: a reload would share the cores with the end of the old worker
      page = await context.newPage()
      await page.waitForTimeout(1000)
      ready.push(await secondsToReady(page, `${lab.labUrl}#/lab`))
    }
    await page.getByRole('slider', { name: 'Calm to desperate' }).fill('0.2')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('status').filter({ hasText: 'Done' }).waitFor({ timeout: 120_000 })
    await page.goto(`${lab.labUrl}#/directions`)
    const started = performance.now()
    await page.getByRole('button', { name: 'Derive', exact: true }).click()
    await page.getByText('Derived here:').waitFor({ timeout: 300_000 })
    const derive = (performance.now() - started) / 1000
    const { tasks, picture } = await page.evaluate(() => ({
      tasks: (globalThis as { longTasks?: LongTask[] }).longTasks ?? [],
      picture: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }))
    const longest = (of: readonly LongTask[]) => Math.max(0, ...of.map(({ duration }) => duration))
    return {
      firstReady,
      ready,
      derive,
      longestTask: longest(tasks.filter(({ start }) => start >= picture)),
      firstPicture: longest(tasks.filter(({ start }) => start < picture)),
      browser: `Chromium ${browser.version()}`,
    }
  } finally {
    await browser.close()
    await lab.close()
  }
}

async function secondsToReady(page: Page, url: string): Promise<number> {
  const started = performance.now()
  await page.goto(url)
  await page.getByRole('status').filter({ hasText: 'tokens/s' }).waitFor({ timeout: 180_000 })
  return (performance.now() - started) / 1000
}
