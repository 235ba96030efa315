import type { Page } from 'playwright-core'

/**
 * Puts code at the start of the lab's worker in this tab, where init scripts of the page do not reach. It runs before
 * the worker hears its first message, under the lab's own address and policy.
 */
export async function changeWorker(page: Page, code: string): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${code}\n${await response.text()}` })
  })
}
