import { describe, expect } from 'vitest'
import { encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { seal } from '../../src/state/sealedCode.ts'
import { bar, classTest, linkOf, tuesday } from './classTest.ts'

describe('getting round a class', () => {
  classTest('by the page’s own elements does not work: the store refuses', async ({ tab }) => {
    await tab.page.goto(await linkOf(tab, tuesday))
    await tab.waitForModel()
    await tab.page.evaluate(() => {
      for (const field of document.querySelectorAll('[aria-disabled]')) {
        field.removeAttribute('aria-disabled')
        field.removeAttribute('readonly')
      }
    })
    await tab.seed.fill('99')
    await tab.slider.fill('-0.4')
    await tab.prompt.fill('My own prompt')
    expect(await tab.seed.inputValue()).toBe('7')
    expect(await tab.slider.inputValue()).toBe('0.2')
    expect(await tab.prompt.inputValue()).toBe('Hello')
    await tab.run()
    expect((await tab.tokens('Steered')).every(({ coefficient }) => coefficient === 0.2)).toBe(true)
  })

  classTest(
    'by storage does not change what is kept; forgetting the class leaves it',
    async ({ tab }) => {
      await tab.page.goto(await linkOf(tab, tuesday))
      await bar(tab).waitFor()
      await tab.button('Goodbye').click()
      await tab.page.evaluate(() => {
        const key = 'evenkeel.class.draft'
        const stored = JSON.parse(localStorage.getItem(key) ?? '')
        Object.assign(stored.draft, { seed: '99', coefficient: -0.4, prompt: 'My own prompt' })
        localStorage.setItem(key, JSON.stringify(stored))
      })
      await tab.page.reload()
      await bar(tab).waitFor()
      expect(await tab.seed.inputValue()).toBe('7')
      expect(await tab.slider.inputValue()).toBe('0.2')
      expect(await tab.prompt.inputValue()).toBe('Hello')
      await tab.page.evaluate(() => localStorage.removeItem('evenkeel.class'))
      await tab.page.reload()
      await tab.prompt.waitFor()
      expect(await bar(tab).count()).toBe(0)
    },
  )

  classTest('by the console works on the model alone, as the docs say', async ({ tab }) => {
    await tab.page.goto(
      await linkOf(tab, { ...tuesday, controls: { ...tuesday.controls, run: 'locked' } }),
    )
    await tab.waitForModel()
    await tab.button('Run').click({ force: true })
    expect(await bar(tab).textContent()).toContain('has locked running the model')
    const pieces = await tab.page.evaluate(
      async () => (await globalThis.evenkeel?.tokenize({ kind: 'raw', text: 'abc' }))?.pieces,
    )
    expect(pieces?.slice(-3)).toEqual(['a', 'b', 'c'])
    expect(await tab.seed.inputValue()).toBe('7')
    expect(await tab.lane('Steered').getAttribute('data-phase')).toBe('idle')
  })

  classTest('by editing the link is refused with what is wrong and ways on', async ({ tab }) => {
    await tab.goto()
    await tab.prompt.fill('My own prompt')
    const code = await encodeClass(parseClassPlan(tuesday))
    const changed = `${code.slice(0, 30)}${code[30] === 'A' ? 'B' : 'A'}${code.slice(31)}`
    const alert = tab.page.getByRole('main').getByRole('alert').first()
    for (const [bad, words] of [
      [changed, 'was changed or mistyped'],
      [code.slice(0, -7), 'was cut short: 7 characters are missing'],
      [await seal('{}', 2), 'made by a newer version'],
      [await seal('{"room": "kitchen"}', 1), 'room “kitchen”'],
      [await seal('{"lesson": "alchemy"}', 1), 'lesson “alchemy”'],
    ] as const) {
      await tab.page.goto(`${tab.url}#/class/${bad}`)
      await alert.filter({ hasText: words }).waitFor()
    }
    expect(await bar(tab).count()).toBe(0)
    await tab.page.getByRole('textbox', { name: 'Class link' }).fill(await linkOf(tab, tuesday))
    await tab.button('Open the link').click()
    await bar(tab).getByText('Tuesday').waitFor()
    await tab.button('Leave the class').click()
    await tab.button('Leave').click()
    expect(await tab.prompt.inputValue()).toBe('My own prompt')
  })

  classTest('by a code sealed anew is simply another class', async ({ tab }) => {
    await tab.page.goto(await linkOf(tab, tuesday))
    await bar(tab).getByText('Tuesday').waitFor()
    await tab.page.goto(await linkOf(tab, { ...tuesday, title: 'Mine', controls: {} }))
    await bar(tab).getByText('Mine').waitFor()
    expect(await tab.seed.getAttribute('aria-disabled')).toBeNull()
  })
})
