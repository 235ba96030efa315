import { describe, expect } from 'vitest'
import { full } from '../full.ts'
import { it } from './labTest.ts'

const minutes = 60_000

describe('the room Directions', () => {
  it('derives the default direction again with progress, and lets go when it is cancelled', {
    timeout: 4 * minutes,
  }, async ({ loaded }) => {
    const { page } = loaded
    await loaded.enter('Directions')
    const bar = page.getByRole('progressbar', { name: 'Deriving' })
    await loaded.button('Derive').click()
    await bar.waitFor()
    expect(await loaded.status.textContent()).toMatch(/^Deriving a direction/)
    const share = async () => Number(await bar.getAttribute('value'))
    await expect.poll(share, { timeout: minutes }).toBeGreaterThan(0)
    const before = await share()
    await expect.poll(share, { timeout: minutes }).toBeGreaterThan(before)

    await loaded.button('Cancel').click()
    await page.getByText('Cancelled. Directions derived before are kept.').waitFor()
    expect(await bar.count()).toBe(0)
    expect(await loaded.status.textContent()).toMatch(/^Ready/)
    await loaded.enter('Lab')
    await loaded.setNumber('New tokens', 3)
    await loaded.run()
    expect(await loaded.tokens('Steered')).toHaveLength(3)
  })

  it.runIf(full)(
    'finds the shipped direction again: cosine at least .9999 from block 8 on',
    {
      timeout: 15 * minutes,
    },
    async ({ loaded }) => {
      const { page } = loaded
      await loaded.enter('Directions')
      const started = performance.now()
      await loaded.button('Derive').click()
      await page.getByText('is derived and kept while this tab is open').waitFor({
        timeout: 14 * minutes,
      })
      process.stdout.write(`derived in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
      await page.getByText('By block, as a table').click()
      const cosines = await page
        .getByRole('region', { name: 'Directions by block' })
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => Number(row.querySelectorAll('td')[0]?.textContent)),
        )
      expect(cosines).toHaveLength(30)
      for (const cosine of cosines.slice(8)) expect(cosine).toBeGreaterThanOrEqual(0.9999)
      await page.getByRole('button', { name: 'Use it in the Lab' }).click()
      expect(await loaded.direction.locator('option:checked').textContent()).toContain(
        'derived here',
      )
    },
  )
})
