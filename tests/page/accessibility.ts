import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds serious or critical on the page as it stands, one sentence each. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await examine(page)
  return sentences(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'))
}

/** All that axe finds on the page as it stands, one sentence each. */
export async function violations(page: Page): Promise<string[]> {
  return sentences((await examine(page)).violations)
}

/**
 * The checker is injected once a document, through the developer protocol, which the page's content security policy
 * does not bind: the policy stays as people get it.
 */
async function examine(page: Page): Promise<AxeResults> {
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
  if (await ask('!globalThis.axe')) await ask(`${await source()};0`)
  const results: AxeResults = await ask('axe.run({ resultTypes: ["violations"] })')
  await protocol.detach()
  return results
}

const source = (): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const sentences = (violations: AxeResults['violations']): string[] =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} at ${target.join(' ')}: ${help}.`),
  )
