import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { seal } from '../../src/state/sealedCode.ts'
import { bar, classTest, linkOf, tuesday } from './classTest.ts'
import { expectQuiet } from './labTest.ts'

const focused = (locator: Locator) =>
  locator.evaluate((element) => element === document.activeElement)

describe('a class link', () => {
  classTest(
    'opens the room with what it says, and Back does not go into it again',
    async ({ tab }) => {
      await tab.page.goto(`${tab.url}#/about`)
      await tab.page.goto(await linkOf(tab, tuesday))
      await bar(tab).getByText('Tuesday').waitFor()
      expect(tab.page.url()).toBe(`${tab.url}#/lab`)
      expect(await tab.seed.inputValue()).toBe('7')
      expect(await tab.slider.inputValue()).toBe('0.2')
      expect(await tab.prompt.inputValue()).toBe('Hello')
      expect(await tab.button('Goodbye').count()).toBe(1)
      expect(await tab.button('A diary entry').count()).toBe(0)
      await tab.page.goBack()
      expect(tab.page.url()).toBe(`${tab.url}#/about`)
    },
  )

  classTest('runs the class’s settings', async ({ tab }) => {
    await tab.page.goto(await linkOf(tab, tuesday))
    await tab.waitForModel()
    await tab.button('Goodbye').click()
    expect(await tab.prompt.inputValue()).toBe('Goodbye')
    await tab.run()
    expect((await tab.tokens('Steered')).map(({ coefficient }) => coefficient)).toEqual(
      Array(12).fill(0.2),
    )
  })

  classTest('keeps locked controls in reach of the keyboard, and as they are', async ({ tab }) => {
    const { keyboard } = tab.page
    await tab.page.goto(await linkOf(tab, tuesday))
    await tab.waitForModel()
    for (const control of [tab.seed, tab.slider, tab.prompt, tab.direction]) {
      await control.focus()
      expect(await control.getAttribute('aria-disabled')).toBe('true')
      const described = (await control.getAttribute('aria-describedby'))?.split(' ') ?? []
      expect(
        await tab.page.locator(described.map((id) => `#${id}`).join(',')).allTextContents(),
      ).toContain('Kept by your class')
      const before = await control.inputValue()
      for (const key of ['ArrowRight', 'ArrowUp', 'End', 'Delete', '9']) await keyboard.press(key)
      expect(await control.inputValue()).toBe(before)
      expect(await focused(control)).toBe(true)
    }
    await tab.slider.focus()
    await keyboard.press('ArrowLeft')
    expect(await bar(tab).textContent()).toContain('Your class keeps the push at +0.20.')
    await tab.page.getByRole('radio', { name: 'Chat' }).focus()
    await keyboard.press('ArrowRight')
    expect(await tab.page.getByRole('radio', { name: 'Chat' }).isChecked()).toBe(true)
    await tab.page.getByRole('switch', { name: 'Watch' }).focus()
    await keyboard.press('Space')
    expect(await tab.page.getByRole('switch', { name: 'Watch' }).isChecked()).toBe(false)
    const language = tab.page.getByRole('combobox', { name: 'Language' })
    await language.focus()
    await keyboard.press('ArrowDown')
    await language.evaluate((select) => select.removeAttribute('aria-disabled'))
    await language.selectOption('de')
    expect(await language.inputValue()).toBe('en')
    expect(await tab.page.locator('html').getAttribute('lang')).toBe('en')
  })

  classTest('takes hidden controls away', async ({ tab }) => {
    const names = ['prompt', 'examples', 'form', 'direction', 'slider', 'run', 'seed', 'draw']
    const others = ['sampling', 'blocks', 'watch', 'rooms', 'language']
    const controls = Object.fromEntries([...names, ...others].map((name) => [name, 'hidden']))
    await tab.page.goto(await linkOf(tab, { title: 'Look', controls }))
    await tab.waitForModel()
    const { page } = tab
    for (const gone of [tab.prompt, tab.seed, tab.slider, tab.direction, tab.button('Run')])
      expect(await gone.count()).toBe(0)
    expect(await page.locator('.chips, .redraw, .settings, .watch, .languageChoice').count()).toBe(
      0,
    )
    expect(await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link').count()).toBe(1)
  })

  classTest('keeps to its room: by click, by keyboard and by address', async ({ tab }) => {
    const { page } = tab
    await page.goto(await linkOf(tab, tuesday))
    await tab.waitForModel()
    const models = page.getByRole('navigation').getByRole('link', { name: 'Models' })
    expect(await models.getAttribute('aria-disabled')).toBe('true')
    const barred = page.getByRole('heading', { name: 'Your class stays in its own room.' })
    const back = page.getByRole('link', { name: 'Back to your class' })
    await models.click({ force: true })
    await barred.waitFor()
    expect(await page.getByRole('region', { name: 'Loaded model' }).count()).toBe(0)
    await back.press('Enter')
    await tab.prompt.waitFor()
    await models.press('Enter')
    await barred.waitFor()
    for (const place of ['directions', 'lessons/class', 'lessons/results', 'experiments/danger']) {
      await page.goto(`${tab.url}#/${place}`)
      await barred.waitFor()
    }
    await back.click()
    await tab.prompt.waitFor()
  })

  classTest('stays after a reload, and gives back the own draft on leaving', async ({ tab }) => {
    await tab.goto()
    await tab.prompt.fill('My own prompt')
    await tab.seed.fill('3')
    await tab.page.goto(await linkOf(tab, tuesday))
    await bar(tab).waitFor()
    await tab.button('Goodbye').click()
    await tab.page.reload()
    await bar(tab).getByText('Tuesday').waitFor()
    expect(await tab.prompt.inputValue()).toBe('Goodbye')
    await tab.button('Leave the class').press('Enter')
    expect(await focused(tab.button('Stay'))).toBe(true)
    await tab.button('Stay').press('Enter')
    expect(await focused(tab.button('Leave the class'))).toBe(true)
    await tab.button('Leave the class').click()
    await tab.button('Leave').click()
    expect(await bar(tab).count()).toBe(0)
    expect(await tab.prompt.inputValue()).toBe('My own prompt')
    expect(await tab.seed.inputValue()).toBe('3')
    await tab.page.reload()
    expect(await tab.prompt.inputValue()).toBe('My own prompt')
  })
})

describe('hostile text in a class', () => {
  classTest('stays text wherever it is shown', async ({ tab }) => {
    const hostile = '<img src=x onerror="document.title=1"><script>alert(1)</script>'
    let dialogs = 0
    tab.page.on('dialog', (dialog) => {
      dialogs++
      void dialog.dismiss()
    })
    await tab.page.goto(
      await linkOf(tab, { title: hostile, prompts: [hostile, '{name} <b>bold</b>'] }),
    )
    await bar(tab).getByText(hostile).waitFor()
    expect(await tab.prompt.inputValue()).toBe(hostile)
    expect(await tab.button('{name} <b>bold</b>').count()).toBe(1)
    await tab.page.goto(`${tab.url}#/class/${await seal(JSON.stringify({ room: hostile }), 1)}`)
    await tab.page.getByText('<img src=x onerror').first().waitFor()
    expect(await tab.page.locator('main img, main script, main b').count()).toBe(0)
    expect(dialogs).toBe(0)
    expectQuiet(tab)
  })
})
