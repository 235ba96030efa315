import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

describe('the page for people who see, move or steer it in another way', () => {
  it('has nothing that axe finds serious in the Lab before a run', async ({ loaded }) => {
    expect(await violationsInAllLooks(loaded)).toEqual([])
  })

  it('runs by keyboard alone: prompt, Run, slider, tokens', { timeout: 240_000 }, async ({
    loaded,
  }) => {
    const { page } = loaded
    const { keyboard } = page
    await page.setViewportSize(desk)
    await loaded.setNumber('New tokens', 8)
    await page.getByRole('link', { name: 'Evenkeel', exact: true }).focus()
    await tabTo(loaded, loaded.prompt)
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type('Where are we going?')
    await tabTo(loaded, loaded.button('Run'))
    await keyboard.press('Enter')
    await loaded.waitForStatus('Done')
    expect(await page.getByRole('region', { name: 'Prompt tokens' }).textContent()).toContain(
      'Where are we going?',
    )

    await tabTo(loaded, loaded.slider)
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    expect(await loaded.slider.inputValue()).toBe('0.02')
    expect(await loaded.slider.getAttribute('aria-valuetext')).toContain('desperate')
    await keyboard.press('Home')
    expect(await loaded.slider.inputValue()).toBe('-0.4')

    const token = (index: number) => loaded.lane('Steered').locator(`[data-token="${index}"]`)
    await tabTo(loaded, token(0))
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    expect(await isFocused(token(2))).toBe(true)
    const spoken = loaded.lane('Steered').locator('[aria-live="polite"]')
    expect(await spoken.textContent()).toMatch(/^Token 3, .*Reading .* SD.*written under/)
    await keyboard.press('End')
    expect(await isFocused(token((await loaded.tokens('Steered')).length - 1))).toBe(true)
  })

  it('has nothing that axe finds serious in the Lab after a run', async ({ loaded }) => {
    expect((await loaded.tokens('Steered')).length).toBeGreaterThan(0)
    expect(await violationsInAllLooks(loaded)).toEqual([])
  })

  it('has nothing that axe finds serious in the room Directions', async ({ loaded }) => {
    await loaded.enter('Directions')
    await loaded.page.getByText('By block, as a table').waitFor()
    expect(await violationsInAllLooks(loaded)).toEqual([])
  })

  it('never scrolls sideways on a phone, in any room', async ({ loaded }) => {
    await loaded.page.setViewportSize(phone)
    for (const room of ['Directions', 'Experiments', 'Lessons', 'Models', 'Lab'] as const) {
      await loaded.enter(room)
      await loaded.page.evaluate(() => {
        for (const box of document.querySelectorAll('details')) box.open = true
      })
      expect(
        await loaded.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        room,
      ).toBeLessThanOrEqual(0)
    }
  })

  it('moves nothing by itself where reduced motion is asked for', async ({ loaded }) => {
    const moving = () => loaded.page.evaluate(() => document.getAnimations().length)
    await loaded.page.emulateMedia({ reducedMotion: 'no-preference' })
    await loaded.prompt.fill('Describe the room you are in.') // a long answer, at no push as well
    await loaded.steerTo(0)
    await loaded.setNumber('New tokens', 200)
    await loaded.button('Run').click()
    await loaded.lane('Steered').locator('[data-token="1"]').waitFor({ timeout: 90_000 })
    expect(await moving()).toBeGreaterThan(0)
    await loaded.page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await moving()).toBe(0)
    await loaded.button('Stop').click()
    await loaded.waitForStatus('Stopped')
  })
})

/** Light and dark, desk and phone. */
async function violationsInAllLooks(lab: LabPage): Promise<string[]> {
  const found: string[] = []
  for (const viewport of [desk, phone])
    for (const colorScheme of ['light', 'dark'] as const) {
      await lab.page.setViewportSize(viewport)
      await lab.page.emulateMedia({ colorScheme })
      const violations = await seriousViolations(lab.page)
      found.push(...violations.map((one) => `${colorScheme}, ${viewport.width} px: ${one}`))
    }
  await lab.page.emulateMedia({ colorScheme: 'light' })
  return found
}

/** Presses Tab until the focus is there, as a person without a pointer does. */
async function tabTo(lab: LabPage, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await lab.page.keyboard.press('Tab')
    if (await isFocused(target)) return
  }
  throw new Error(`Tab does not lead to ${target}`)
}

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement)
