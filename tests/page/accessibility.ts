import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * What axe finds serious or critical on the page as it stands, one sentence each. The checker is injected through the
 * developer protocol, which the page's content security policy does not bind: the policy stays as people get it.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  const source = await readFile(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  )
  const protocol = await page.context().newCDPSession(page)
  const ask = async (expression: string) => {
    const answer = await protocol.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (answer.exceptionDetails) throw new Error(`axe failed: ${answer.exceptionDetails.text}`)
    return answer.result.value
  }
  await ask(`${source};0`)
  const { violations }: AxeResults = await ask('axe.run()')
  await protocol.detach()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id} at ${target.join(' ')}: ${help}.`),
    )
}
