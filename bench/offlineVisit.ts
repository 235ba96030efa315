import type { Browser } from 'playwright-core'
import type { ServedLab } from '../tests/page/serveLab.ts'

/**
 * Visits the Lab until everything is kept, closes the server, and visits it again in new tabs: seconds from navigation
 * until the model is ready to steer. Throws when the lab does not come without its server.
 */
export async function offlineVisits(
  browser: Browser,
  lab: ServedLab,
  visits: number,
): Promise<number[]> {
  const context = await browser.newContext()
  const ready = async (): Promise<number> => {
    const page = await context.newPage()
    const started = performance.now()
    await page.goto(`${lab.labUrl}#/lab`)
    await page.getByRole('status').filter({ hasText: 'tokens/s' }).waitFor({ timeout: 180_000 })
    const seconds = (performance.now() - started) / 1000
    await page.goto(`${lab.labUrl}#/models`)
    await page.getByText(/opens without a network/).waitFor({ timeout: 180_000 })
    await page.close()
    return seconds
  }
  try {
    await ready()
    await lab.close()
    const times: number[] = []
    while (times.length < visits) times.push(await ready())
    return times
  } finally {
    await context.close()
  }
}
