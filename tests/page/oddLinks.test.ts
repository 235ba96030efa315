import { describe, expect } from 'vitest'
import { encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { encodeResult, resultFile } from '../../src/state/results/resultCode.ts'
import { pupils } from '../state/pupils.ts'
import { bar, classTest, linkOf, tuesday } from './classTest.ts'
import type { LabPage } from './labPage.ts'

const isWide = ({ page }: LabPage) =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

describe('links as nobody should make them', () => {
  classTest('to a class: %-signs, names of built-in parts, a million letters', async ({ tab }) => {
    const refused = tab.page.getByRole('heading', { name: 'This class could not be opened' })
    const alert = tab.page.getByRole('main').getByRole('alert').first()
    for (const [code, words] of [
      ['__proto__', 'was changed or mistyped'],
      ['constructor', 'was changed or mistyped'],
      ['%E0%A4%A', 'was changed or mistyped'],
      ['%00%00', 'was changed or mistyped'],
      ['<img src=x onerror=alert(1)>', 'was changed or mistyped'],
      ['A'.repeat(1e6), 'longer than any that this page makes'],
    ] as const) {
      await tab.page.goto(`${tab.url}#/class/${code}`)
      await alert.filter({ hasText: words }).waitFor()
      await refused.waitFor()
    }
    expect(await isWide(tab)).toBe(false)
  })

  classTest('to a class: broken by a mail program, with a tracker behind it', async ({ tab }) => {
    const code = await encodeClass(parseClassPlan(tuesday))
    const half = Math.floor(code.length / 2)
    const broken = `${code.slice(0, half)}%0A%20${code.slice(half)}`
    for (const typed of [broken, `${code}?utm_source=chat&x=%20`, `${code}).`]) {
      await tab.page.goto(`${tab.url}#/about`)
      await tab.page.goto(`${tab.url}#/class/${typed}`)
      await bar(tab).getByText('Tuesday').waitFor()
      await tab.button('Leave the class').click()
      await tab.button('Leave').click()
      await bar(tab).waitFor({ state: 'detached' })
    }
    await tab.page.goto(`${tab.url}#/class`)
    const pasted = `Please open <${await linkOf(tab, tuesday)}> for Tuesday, 9 o’clock`
    await tab.page.getByRole('textbox', { name: 'Class link' }).fill(pasted)
    await tab.button('Open the link').click()
    await bar(tab).getByText('Tuesday').waitFor()
  })

  classTest('to lessons and rooms that are none', async ({ tab }) => {
    const { page } = tab
    await page.goto(`${tab.url}#/lessons/__proto__`)
    await page.getByRole('list', { name: 'Lessons' }).waitFor()
    for (const name of ['constructor', 'class-x', 'results-old', 'a'.repeat(20_000)]) {
      await page.goto(`${tab.url}#/lessons/${name}`)
      const told = page.getByRole('alert').filter({ hasText: 'There is no lesson' })
      await told.filter({ hasText: name.slice(0, 60) }).waitFor()
      expect((await told.textContent())?.length).toBeLessThan(150)
    }
    await page.goto(`${tab.url}#/lessons/steering/__proto__`)
    await page.getByRole('heading', { name: /^Step 1 of 5/ }).waitFor()
    await page.goto(`${tab.url}?device=constructor&pace=1e999#/experiments/tostring`)
    await page.getByRole('heading', { level: 1, name: 'Experiments' }).waitFor()
    for (const place of ['LAB', '%2Flab', 'labx']) {
      await page.goto(`${tab.url}#/${place}`)
      await page.getByRole('heading', { level: 1, name: /^Push a language model/ }).waitFor()
    }
  })

  classTest(
    'one after the other, faster than they are read: the last one holds',
    async ({ tab }) => {
      const links = await Promise.all(
        ['One', 'Two', 'Three'].map((title) => linkOf(tab, { ...tuesday, title })),
      )
      await tab.goto()
      await tab.page.evaluate((all) => {
        for (const link of all) location.hash = new URL(link).hash
      }, links)
      await bar(tab).getByText('Three').waitFor()
    },
  )
})

describe('names that turn the text around them', () => {
  classTest(
    'leave the bar of a class and the list of refused files as they are',
    async ({ tab }) => {
      const { page } = tab
      await page.goto(await linkOf(tab, { title: '\u202eyadsruhT\u200b' }))
      await bar(tab).getByText('yadsruhT').waitFor()
      expect(await bar(tab).textContent()).not.toMatch(/[\u200b\u202e]/)
      await page.goto(await linkOf(tab, { title: '\u200b\u3164' }))
      await bar(tab).getByText('a class without a title').waitFor()
      await page.goto(`${tab.url}#/lessons/results`)
      await page.locator('input[type="file"]').setInputFiles({
        ...{ name: 'my\u202enosj.txt', mimeType: 'text/plain', buffer: Buffer.from('{') },
      })
      const refused = page.getByRole('region', { name: 'Could not be used' })
      await refused.getByText('The file mynosj.txt').waitFor()
    },
  )
})

describe('files that are dropped', () => {
  classTest(
    'beside the field do not take the place of the results that are there',
    async ({ tab }) => {
      const { page } = tab
      await page.goto(`${tab.url}#/lessons/results`)
      const [one, two] = pupils(2, { slope: 12, spread: 2, noise: 0.6 })
      await page.getByRole('textbox', { name: 'Codes, one a line' }).fill(await encodeResult(one!))
      await tab.button('Add codes').click()
      await page.getByText('1 result.', { exact: true }).waitFor()
      const drop = (on: string) =>
        page.locator(on).evaluate((target, text) => {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File([text], 'two.json'))
          const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
          return !target.dispatchEvent(event) // whether the page took it and the browser did not
        }, resultFile(two!))
      expect(await drop('h1')).toBe(true)
      expect(await drop('.gather')).toBe(true)
      await page.getByText('2 results.', { exact: true }).waitFor()
    },
  )
})
