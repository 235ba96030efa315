import { describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { it } from './labTest.ts'

describe('the watch over a tab', () => {
  it('sees a request that would leave the origin, and the policy that stops it', async ({
    lab,
  }) => {
    await lab.page.evaluate(() =>
      fetch('https://example.com/', { mode: 'no-cors' }).catch(() => 'stopped'),
    )
    await expect.poll(() => lab.problems.join()).toContain('Content Security Policy')
    lab.problems.length = 0
  })

  it('counts a request to another origin as one that left', async ({ lab }) => {
    lab.requests.push('https://example.com/beacon')
    expect(lab.requestsThatLeft).toEqual(['https://example.com/beacon'])
    lab.requests.pop()
  })

  it('refuses inline scripts', async ({ lab }) => {
    await lab.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.body.append(script)
    })
    await expect.poll(() => lab.problems.join()).toContain('inline script')
    expect(await lab.page.title()).toContain('Evenkeel')
    lab.problems.length = 0
  })

  it('sees an error that nobody caught', async ({ lab }) => {
    await lab.page.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted')
      })
    })
    await expect.poll(() => lab.problems.join()).toContain('planted')
    lab.problems.length = 0
  })

  it('finds a planted fault in accessibility, without a hole in the policy', async ({ lab }) => {
    await lab.page.evaluate(() => document.body.append(document.createElement('button')))
    expect((await seriousViolations(lab.page)).join()).toContain('button-name')
  })
})
