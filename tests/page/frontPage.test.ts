import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { baseline, pushes, type RecordedPush } from '../../src/ui/front/frontRecording.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'

const dist = join(import.meta.dirname, '../../dist')
const textOf = (tokens: readonly { piece: string }[]) => tokens.map(({ piece }) => piece).join('')
const at = (push: number): RecordedPush => pushes.find((one) => one.push === push)!
const moving = { reducedMotion: 'no-preference' } as const

/** A tab on the front page as a first visitor has it, and what it asked for. */
async function onFront(
  browser: Browser,
  work: (front: LabPage, asked: string[]) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const front = await LabPage.open(browser, inject('labUrl'), options)
  try {
    await front.page.goto(front.url)
    await front.page.getByRole('slider').waitFor()
    await work(front, front.requests)
    expectQuiet(front)
  } finally {
    await front.page.context().close()
  }
}

describe('the front page', () => {
  it('writes a recorded text beside its baseline, token by token, and marks it as recorded', async ({
    browser,
  }) => {
    await onFront(
      browser,
      async (front) => {
        const { page } = front
        await front.lane('Steered').locator('[data-token="2"]').waitFor()
        const early = await front.text('Steered')
        expect(await front.lane('Steered').getAttribute('aria-busy')).toBe('true')
        expect(textOf(at(0.2).steered).startsWith(early)).toBe(true)
        await front.waitForLane('Steered', 'done')
        expect(await front.text('Steered')).toBe(textOf(at(0.2).steered))
        expect(await front.text('Baseline')).toBe(textOf(baseline))
        expect(early.length).toBeLessThan(textOf(at(0.2).steered).length)
        expect(await front.lane('Steered').getAttribute('aria-busy')).toBe('false')
        expect(await page.locator('.stage .badge').textContent()).toBe('recorded')
        expect(await page.locator('.stage [aria-live]').allTextContents()).toEqual(['', '', ''])
      },
      moving,
    )
  })

  it('asks for no byte of a model, no worker and no part of the lab, and weighs little', async ({
    browser,
  }) => {
    await onFront(browser, async ({ page, url }, asked) => {
      await page.waitForLoadState('networkidle')
      const paths = asked.map((address) => address.slice(url.length))
      expect(paths).toContain('')
      expect(paths.filter((path) => /^models\/|\.wasm|worker|engine|pageLab/.test(path))).toEqual(
        [],
      )
      const scripts = paths.filter((path) => path.endsWith('.js')).map((path) => basename(path))
      const packed = scripts.map(
        (name) => gzipSync(readFileSync(join(dist, 'assets', name))).length,
      )
      expect(scripts.length).toBeGreaterThan(0)
      expect(packed.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000)
    })
  })

  it('writes the recording of each push that the keyboard moves the slider to', async ({
    browser,
  }) => {
    await onFront(browser, async (front) => {
      const { page, slider } = front
      await slider.focus()
      await page.keyboard.press('Home')
      expect(await slider.inputValue()).toBe('-0.3')
      for (const { push, steered, shift } of pushes) {
        expect(await front.text('Steered')).toBe(textOf(steered))
        const readings = (await front.tokens('Steered')).map(({ reading }) => reading)
        expect(readings).toEqual(steered.map(({ reading }) => reading))
        const mean = readings.reduce<number>((sum, one) => sum + (one ?? 0), 0) / readings.length
        const size = Math.abs(mean).toFixed(1)
        expect(await slider.getAttribute('aria-valuetext')).toContain(size)
        expect(await front.lane('Steered').locator('footer').textContent()).toContain(size)
        const told = await page.locator('.told > p').first().textContent()
        if (push === 0) expect(told).toContain('nothing is added')
        else expect(told).toContain(`${Math.abs(shift.steered.mean).toFixed(1)} SD`)
        expect(await front.text('Baseline')).toBe(textOf(baseline))
        await page.keyboard.press('ArrowRight')
      }
      expect(await slider.inputValue()).toBe('0.3')
    })
  })

  it('begins to write anew when the slider moves, and pauses when asked', async ({ browser }) => {
    await onFront(
      browser,
      async (front) => {
        await front.waitForLane('Steered', 'done')
        await front.steerTo(-0.2)
        expect((await front.tokens('Steered')).length).toBeLessThan(pushes[0]!.steered.length)
        expect((await front.tokens('Baseline')).length).toBe(baseline.length)
        await front.button('Pause').click()
        const paused = await front.text('Steered')
        await front.page.waitForTimeout(300)
        expect(await front.text('Steered')).toBe(paused)
        await front.button('Play').click()
        await front.waitForLane('Steered', 'done')
        expect(await front.text('Steered')).toBe(textOf(at(-0.2).steered))
      },
      moving,
    )
  })

  it('has the texts there at once where reduced motion is asked for, and plays on request', async ({
    browser,
  }) => {
    await onFront(browser, async (front) => {
      expect(await front.text('Steered')).toBe(textOf(at(0.2).steered))
      expect(await front.page.evaluate(() => document.getAnimations().length)).toBe(0)
      await front.button('Play').click()
      await front.waitForLane('Steered', 'running')
      expect(await front.page.evaluate(() => document.getAnimations().length)).toBe(0)
      await front.waitForLane('Steered', 'done')
    })
  })

  it('says whether it is the direction or only the push, from the numbers in its table', async ({
    browser,
  }) => {
    await onFront(browser, async (front) => {
      const { page } = front
      const verdict = page.locator('.told strong')
      expect(await verdict.textContent()).toContain('more than the size of the push')
      await front.steerTo(0.05)
      expect(await verdict.textContent()).toContain('The first interval contains 0')
      await page.getByText('The numbers as a table').click()
      const rows = await page.locator('.told tbody tr').allTextContents()
      expect(rows).toHaveLength(pushes.length)
      expect(rows[12]?.replaceAll('\u00a0', ' ')).toBe(
        '+0.30+1.2 SD [+1.0, +1.5]+0.4 SD [+0.1, +0.6]+0.9 SD [+0.7, +1.1]',
      )
      await page.getByText('A random direction, pushed as hard').click()
      expect(await page.locator('.otherLane [data-token]').allTextContents()).toEqual(
        at(0.05).random.map(({ piece }) => piece),
      )
    })
  })

  it('leads to the first lesson, the Lab, the page for teachers, and to what can be checked', async ({
    browser,
  }) => {
    await onFront(browser, async ({ page }) => {
      const hrefOf = (name: string) => page.getByRole('link', { name }).first().getAttribute('href')
      expect(await hrefOf('Start the first lesson')).toBe('#/lessons/tokens')
      expect(await hrefOf('Open the Lab')).toBe('#/lab')
      expect(await hrefOf('For teachers: make a class link')).toBe('#/lessons/class')
      await page.getByRole('link', { name: 'Nothing leaves the tab.' }).click()
      await page.getByRole('heading', { name: 'Privacy' }).waitFor()
      await page.getByRole('link', { name: 'Evenkeel', exact: true }).click()
      await page.getByRole('link', { name: 'Open the Lab' }).click()
      await page.getByRole('heading', { level: 1, name: 'Lab', exact: true }).waitFor({
        state: 'attached',
      })
    })
  })

  it('is there in German, with the words of the model left as they are', async ({ browser }) => {
    await onFront(
      browser,
      async (front) => {
        const { page } = front
        const slider = page.getByRole('slider', { name: 'Ruhig bis verzweifelt' })
        await slider.fill('-0.2')
        expect(await slider.getAttribute('aria-valuetext')).toContain('SD')
        const steered = page.getByRole('region', { name: 'Gesteuert', exact: true })
        expect((await steered.locator('[data-token]').allTextContents()).join('')).toBe(
          textOf(at(-0.2).steered),
        )
        expect(await steered.locator('[lang="en"]').count()).toBe(1)
        expect(await page.locator('.value').textContent()).toContain('−0,20')
        expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
      },
      { locale: 'de-DE' },
    )
  })
})

describe('a part of the page that does not come', () => {
  it('is told with a way back, and the rest of the page stays', async ({ browser }) => {
    await onFront(browser, async (front) => {
      const { page } = front
      await page.route(/pageLab/, (route) => route.abort())
      await page.getByRole('link', { name: 'Open the Lab' }).click()
      const alert = page.getByRole('alert')
      await alert.waitFor()
      expect(await alert.textContent()).toContain('Check the connection')
      front.problems.length = 0 // the browser complains of the request, as it should
      await page.unroute(/pageLab/)
      await page.getByRole('button', { name: 'Load the page again' }).click()
      await front.lane('Baseline').waitFor()
    })
  })
})
