import { describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

async function openWritten(lab: LabPage): Promise<void> {
  await replaceModel(lab.page, await tinyModel())
  await storeTinySettings(lab.page)
  await lab.page.setViewportSize({ width: 1280, height: 720 })
  await lab.page.reload()
  await lab.waitForModel()
  await lab.steerTo(0.2)
  await lab.run()
}

const lanesSeen = async (lab: LabPage) => {
  const names = ['Baseline', 'Steered', 'Random direction'] as const
  const seen = await Promise.all(names.map((name) => lab.lane(name).isVisible()))
  return names.filter((_, i) => seen[i])
}

/** Visible texts whose letters come out smaller than `least` CSS pixels on the screen, with their size. */
const smallTexts = ({ page }: LabPage, least: number) =>
  page.evaluate((size) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const small: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (
        !element ||
        text === '' ||
        !element.checkVisibility() ||
        element.closest('.hidden, option')
      )
        continue
      const zoom = (element as Element & { currentCSSZoom?: number }).currentCSSZoom ?? 1
      const shown = Number.parseFloat(getComputedStyle(element).fontSize) * zoom
      if (shown < size) small.push(`${text.slice(0, 30)}: ${shown}`)
    }
    return small
  }, least)

const spotAt = ({ page }: LabPage) =>
  page.locator('.pointerSpot').evaluate((spot) => {
    const { left, top, width } = spot.getBoundingClientRect()
    return [Math.round(left + width / 2), Math.round(top + width / 2)]
  })

describe('the projector view', () => {
  it('shows one lane at a time in large type, with slider and Run, and nothing that a wall does not need', async ({
    lab,
  }) => {
    await openWritten(lab)
    expect(await lanesSeen(lab)).toHaveLength(3)
    await lab.button('Projector').click()
    await lab.page.getByRole('region', { name: 'Projector view' }).waitFor()
    expect(await lanesSeen(lab)).toEqual(['Steered'])
    expect(await smallTexts(lab, 24)).toEqual([])
    const token = lab.lane('Steered').locator('[data-token="3"]')
    expect(await token.evaluate((span) => getComputedStyle(span).fontSize)).toBe('32px')
    const slider = await lab.slider.boundingBox()
    expect(slider!.height).toBeGreaterThanOrEqual(80)
    const push = await lab.page.getByText('+0.20 × typical norm').boundingBox()
    expect(push!.y + push!.height).toBeLessThanOrEqual(720)
    expect(await lab.button('Run').isVisible()).toBe(true)
    for (const name of ['Watch', 'Word filter'])
      expect(await lab.page.getByRole('switch', { name }).isVisible()).toBe(false)
    expect(await lab.seed.isVisible()).toBe(false)
    expect(
      await lab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await lab.page.emulateMedia({ colorScheme })
      expect(await seriousViolations(lab.page)).toEqual([])
    }
    await lab.steerTo(-0.2)
    await lab.run()
    await lab.button('Projector').click()
    expect(await lanesSeen(lab)).toHaveLength(3)
  })

  it('changes the lane by its keys and by arrows, never while somebody types', async ({ lab }) => {
    await openWritten(lab)
    const { keyboard } = lab.page
    await lab.button('Projector').press('Enter')
    await lab.page.getByRole('region', { name: 'Projector view' }).waitFor()
    await keyboard.press('3')
    expect(await lanesSeen(lab)).toEqual(['Random direction'])
    await lab.slider.focus()
    await keyboard.press('1')
    expect(await lanesSeen(lab)).toEqual(['Baseline'])
    await lab.page.getByRole('radio', { name: '1 Baseline' }).focus()
    await keyboard.press('ArrowRight')
    expect(await lanesSeen(lab)).toEqual(['Steered'])
    await lab.prompt.fill('')
    await keyboard.type('123')
    expect(await lanesSeen(lab)).toEqual(['Steered'])
    expect(await lab.prompt.inputValue()).toBe('123')
  })

  it('points with a spot that follows the mouse and the arrow keys, until Escape', async ({
    lab,
  }) => {
    await openWritten(lab)
    const { keyboard, mouse } = lab.page
    await lab.button('Projector').click()
    const pointer = lab.button('Pointer')
    await pointer.press('Enter')
    expect(await pointer.getAttribute('aria-pressed')).toBe('true')
    expect(await spotAt(lab)).toEqual([640, 360])
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await keyboard.press(key)
    expect(await spotAt(lab)).toEqual([704, 392])
    await mouse.move(100, 200)
    expect(await spotAt(lab)).toEqual([100, 200])
    await lab.button('Run').click() // the spot catches no click
    await lab.waitForStatus('Done')
    await keyboard.press('Escape')
    expect(await lab.page.locator('.pointerSpot').count()).toBe(0)
    expect(await pointer.getAttribute('aria-pressed')).toBe('false')
    expect(await lanesSeen(lab)).toEqual(['Steered']) // the view itself stays
  })

  it('goes along into a lesson, where its text and one lane are as large', async ({ lab }) => {
    await openWritten(lab)
    await lab.button('Projector').click()
    await lab.page.evaluate(() => {
      location.hash = '#/lessons/steering'
    })
    await lab.page.locator('.lesson h1').waitFor()
    await lab.lane('Steered').waitFor()
    expect(await lanesSeen(lab)).toEqual(['Steered'])
    expect(await smallTexts(lab, 24)).toEqual([])
    expect(
      await lab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0)
  })

  it('says on the front page how far it is pushed, as large as the text, and shows the lane that is chosen', async ({
    lab,
  }) => {
    await lab.page.goto(`${lab.url}#/`)
    await lab.page.setViewportSize({ width: 1280, height: 720 })
    await lab.button('Projector').click()
    await lab.page.getByRole('region', { name: 'Projector view' }).waitFor()
    await lab.steerTo(-0.2)
    const push = lab.page.locator('.front .value', { hasText: 'pushed by −0.20' })
    expect(await push.isVisible()).toBe(true)
    const words = push.locator('span').first()
    expect(await words.evaluate((span) => getComputedStyle(span).fontSize)).toBe('32px')
    expect(await lanesSeen(lab)).toEqual(['Steered'])
    await lab.page.keyboard.press('3')
    expect(await lanesSeen(lab)).toEqual(['Random direction'])
    expect(await lab.text('Random direction')).not.toBe('')
    expect(await smallTexts(lab, 24)).toEqual([])
  })

  it('is of this tab only: after loading again the page is as on a desk', async ({ lab }) => {
    await lab.button('Projector').click()
    await lab.page.getByRole('region', { name: 'Projector view' }).waitFor()
    await lab.page.reload()
    expect(await lab.page.locator('[data-view]').count()).toBe(0)
  })
})
