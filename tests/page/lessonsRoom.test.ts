import { readFile } from 'node:fs/promises'
import { describe, expect, inject } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'

const calm = 'Calm is not the same as safe'

describe('the lessons', () => {
  it('are listed with their aims, for two kinds of readers, and the choice is kept', async ({
    lab,
  }) => {
    const { page } = lab
    await page.goto(`${lab.url}#/lessons`)
    const list = page.getByRole('list', { name: 'Lessons' })
    await list.getByText('see what that does to its advice').waitFor()
    expect(await list.getByRole('heading').count()).toBeGreaterThanOrEqual(8)
    await page.getByRole('radio', { name: 'University' }).check()
    await list.getByText('the sign of the reading is not the quality').waitFor()
    await page.reload()
    await list.getByText('the sign of the reading is not the quality').waitFor()
    expect(await page.title()).toBe('Lessons · Evenkeel')
  })

  it('that are not there are told, with the way to those that are', async ({ lab }) => {
    await lab.page.goto(`${lab.url}#/lessons/magic`)
    await lab.page.getByRole('alert').getByText('There is no lesson “magic”').waitFor()
    await lab.page.getByRole('link', { name: 'All lessons' }).click()
    await lab.page.getByRole('heading', { name: calm }).waitFor()
  })

  it('change their language in the middle of a step', async ({ lab }) => {
    const { page } = lab
    await page.goto(`${lab.url}#/lessons/steering`)
    await page.getByRole('button', { name: 'Go on without this step' }).click()
    await page.getByRole('heading', { name: 'Step 2 of 5 Toward calm' }).waitFor()
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
    await page.getByRole('heading', { name: 'Schritt 2 von 5 In Richtung ruhig' }).waitFor()
    expect(await page.title()).toContain('Ruhig ist nicht dasselbe wie sicher')
  })
})

describe('sheets for paper', () => {
  it('are a handout without answers, and an answer sheet with what was recorded', async ({
    lab,
  }) => {
    const { page } = lab
    await page.goto(`${lab.url}#/lessons/steering/handout`)
    const handout = page.getByRole('article', { name: `Handout: ${calm}` })
    await handout.getByText('It gets better, for a calm head gives better advice').waitFor()
    const words = await handout.textContent()
    expect(words).not.toContain('its advice is terrible')
    expect(words).not.toContain('recorded')
    expect(words).toContain('I saw …; it does not mean that …')
    expect(await handout.getByRole('img', { name: 'Lines to write on' }).count()).toBe(4 + 1) // for each run, and for one sentence
    expect(await seriousViolations(page)).toEqual([])

    await page.goto(`${lab.url}#/lessons/steering/answers`)
    const answers = page.getByRole('article', { name: `Answer sheet: ${calm}` })
    await answers.getByText('its advice is terrible').waitFor()
    const [recorded] = await answers.locator('.cameOut').filter({ hasText: 'terrible' }).all()
    expect(await recorded?.textContent()).toMatch(/recorded: this came out.*fell by \d\.\d SD/)
    expect(await answers.getByRole('row', { name: /^−0\.20/ }).count()).toBe(2)
    expect(await seriousViolations(page)).toEqual([])
  })

  it('are printed without what belongs to the screen', async ({ lab }) => {
    const { page } = lab
    await page.goto(`${lab.url}#/lessons/steering/handout`)
    const print = page.getByRole('button', { name: 'Print' })
    await print.waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await print.isVisible()).toBe(false)
    expect(await page.locator('header.top').isVisible()).toBe(false)
    const ink = await page.evaluate(() => getComputedStyle(document.documentElement).color)
    expect(ink).toBe('rgb(0, 0, 0)')
  })
})

describe('progress', () => {
  it('is saved as a file, and opened on another device', async ({ lab, browser }) => {
    const { page } = lab
    await page.goto(`${lab.url}#/lessons`)
    const progress = {
      ...{ format: 'evenkeel-lessons/1', level: 'pupil' },
      lessons: {
        steering: {
          rest: {
            prediction: { option: 'same', late: false },
            passed: { outcome: 'same', values: {}, runs: [] },
          },
        },
      },
    }
    const file = (content: string) => ({
      ...{ name: 'evenkeel-lessons.json', mimeType: 'application/json' },
      buffer: Buffer.from(content),
    })
    const field = page.locator('input[type="file"]')
    await field.setInputFiles(file('{"format":"something else"}'))
    await page.getByText('This is no file of lessons').waitFor()
    await field.setInputFiles(file(JSON.stringify(progress)))
    await page.getByText('1 of 5 steps done').waitFor()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      lab.button('Save as a file').click(),
    ])
    const saved = await readFile(await download.path(), 'utf8')
    const other = await LabPage.open(browser, inject('labUrl'))
    await other.page.goto(`${other.url}#/lessons`)
    await other.page.locator('input[type="file"]').setInputFiles(file(saved))
    await other.page.getByText('1 of 5 steps done').waitFor()
    expectQuiet(other)
    await other.page.context().close()
  })

  it('lasts as long as the page where a browser refuses to store, and that is said', async ({
    browser,
  }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    try {
      await lab.page.addInitScript(() => {
        const refused = (): never => {
          throw new DOMException('refused', 'SecurityError')
        }
        Object.defineProperty(globalThis, 'localStorage', { get: refused })
      })
      await lab.page.goto(`${lab.url}#/lessons/steering`)
      await lab.page.getByRole('radio', { name: 'Three times the same text' }).check()
      await lab.button('That is my prediction').click()
      await lab.page.getByText('Your prediction is noted').waitFor()
      await lab.page.getByText('This browser does not keep your progress').waitFor()
      expectQuiet(lab)
    } finally {
      await lab.page.context().close()
    }
  })
})

describe('a lesson on a phone', () => {
  it.for([360, 1024])(
    'fits %i pixels, stands above or beside the room, and leads there and back',
    async (width, { browser }) => {
      const viewport = { width, height: 740 }
      const lab = await LabPage.open(browser, inject('labUrl'), { viewport })
      try {
        await lab.page.goto(`${lab.url}#/lessons/steering`)
        await lab.prompt.waitFor()
        const wide = await lab.page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide).toBeLessThanOrEqual(width)
        expect(await seriousViolations(lab.page)).toEqual([])
        const toLab = lab.button('Go to the Lab')
        const seen = async () => ((await toLab.boundingBox())?.width ?? 0) > 40
        expect(await seen()).toBe(width < 900) // beside the room it is for the keyboard alone
        await lab.button('Set up').focus()
        await lab.page.keyboard.press('Tab')
        expect(await seen()).toBe(true)
        await lab.page.keyboard.press('Enter')
        await lab.page.locator('#lesson-room:focus').waitFor()
        await lab.button('Back to the step').press('Enter')
        await lab.page.locator('#lesson-step:focus').waitFor()
      } finally {
        await lab.page.context().close()
      }
    },
  )
})
