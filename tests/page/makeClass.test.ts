import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { decodeClass } from '../../src/state/class/classCode.ts'
import { seriousViolations } from './accessibility.ts'
import { classTest, linkOf } from './classTest.ts'
import type { LabPage } from './labPage.ts'

const linkField = (tab: LabPage) => tab.page.getByRole('textbox', { name: 'The class link' })

/** The class of the link that the form shows now. */
async function shownClass(tab: LabPage) {
  const link = await linkField(tab).inputValue()
  expect(link.startsWith(`${tab.url}#/class/`)).toBe(true)
  return decodeClass(link.slice(`${tab.url}#/class/`.length))
}

async function openForm(tab: LabPage): Promise<void> {
  await tab.page.goto(`${tab.url}#/lessons/class`)
  await linkField(tab).waitFor()
}

const choose = (tab: LabPage, control: string, state: string) =>
  tab.page.getByRole('group', { name: control }).getByRole('radio', { name: state }).check()

describe('the form for a class', () => {
  classTest('makes the link of what it shows, and needs no model for it', async ({ tab }) => {
    const { page } = tab
    await openForm(tab)
    await page.getByRole('textbox', { name: 'Title' }).fill('Tuesday')
    await tab.button('Add a prompt').click()
    await page.getByRole('textbox', { name: 'Prompt 1' }).fill('Hello')
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('7')
    await page.getByRole('slider').fill('0.2')
    await choose(tab, 'Seed', 'locked')
    await choose(tab, 'Alarm', 'hidden')
    await page.getByRole('checkbox', { name: 'Word filter' }).uncheck()
    await expect
      .poll(() => shownClass(tab))
      .toMatchObject({
        title: 'Tuesday',
        room: 'lab',
        prompts: ['Hello'],
        draft: { prompt: 'Describe the room you are in.', seed: '7', coefficient: 0.2 },
        controls: { seed: 'locked', watch: 'hidden' },
        filter: false,
      })
    await page.getByText('QR code to point a phone at').click()
    expect(await page.getByRole('img', { name: 'QR code' }).count()).toBe(1)
    expect(tab.requests.filter((address) => address.includes('/models/'))).toEqual([])
  })

  classTest(
    'starts from the Lab’s settings, and keeps what was made while it is tried',
    async ({ tab }) => {
      const { page } = tab
      await tab.goto()
      await tab.prompt.fill('From my Lab')
      await openForm(tab)
      await page.getByRole('textbox', { name: 'Title' }).fill('Tuesday')
      await choose(tab, 'Other rooms', 'locked')
      await expect.poll(() => shownClass(tab)).toMatchObject({ draft: { prompt: 'From my Lab' } })
      await tab.button('Try it here').click()
      await page.getByRole('region', { name: 'Class', exact: true }).getByText('Tuesday').waitFor()
      await tab.prompt.fill('Typed while trying')
      await tab.button('Leave the class').click()
      await tab.button('Leave').click()
      expect(await tab.prompt.inputValue()).toBe('From my Lab')
      await openForm(tab)
      expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Tuesday')
    },
  )

  classTest('says what cannot be used, and what may not be meant', async ({ tab }) => {
    const { page } = tab
    await openForm(tab)
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('-5')
    await page
      .getByText('A number of the class cannot be used. The seed is out of range.')
      .waitFor()
    expect(await linkField(tab).count()).toBe(0)
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('5')
    await choose(tab, 'Run', 'locked')
    await page.getByText('Running is locked').waitFor()
    for (const n of [1, 2, 3]) {
      await tab.button('Add a prompt').click()
      const noise = Array.from({ length: 700 }, (_, i) => ((i * i * n * 7919) % 9973).toString(36))
      await page.getByRole('textbox', { name: `Prompt ${n}` }).fill(noise.join(''))
    }
    await page.getByText('some mail and chat programs cut links').waitFor()
  })

  classTest(
    'tells when the link was copied, and selects it where it cannot copy',
    async ({ tab }) => {
      const { page } = tab
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await openForm(tab)
      await tab.button('Copy the link').click()
      await page.getByText('The link is copied.').waitFor()
      const link = await linkField(tab).inputValue()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
      await page.evaluate(() =>
        Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
      )
      await tab.button('Copy the link').click()
      await page.getByText('copy it with Ctrl+C').waitFor()
      expect(await page.evaluate(() => getSelection()?.toString())).toBe(link)
    },
  )

  classTest('has nothing that axe finds serious, on a phone in the dark too', async ({ tab }) => {
    const { page } = tab
    await openForm(tab)
    await tab.button('Add a prompt').click()
    await choose(tab, 'Seed', 'locked')
    const found = await seriousViolations(page)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.emulateMedia({ colorScheme: 'dark' })
    found.push(...(await seriousViolations(page)))
    expect(found).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.goto(
      await linkOf(tab, {
        title: 'A',
        controls: { seed: 'locked', slider: 'locked', rooms: 'locked' },
      }),
    )
    await tab.waitForModel()
    expect(await seriousViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.goto(`${tab.url}#/class/1.abcdef`)
    await page.getByRole('heading', { name: 'This class could not be opened' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })
})

describe('a class file', () => {
  const chooser = (tab: LabPage) => tab.page.locator('input[type="file"]')

  classTest(
    'is saved by the form, opens the class elsewhere, and can be edited again',
    async ({ tab }) => {
      const { page } = tab
      const folder = await mkdtemp(join(tmpdir(), 'class-'))
      try {
        await openForm(tab)
        await page.getByRole('textbox', { name: 'Title' }).fill('Tuesday')
        await choose(tab, 'Seed', 'locked')
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          tab.button('Save class file').click(),
        ])
        expect(download.suggestedFilename()).toBe('evenkeel-class.json')
        const file = join(folder, 'evenkeel-class.json')
        await download.saveAs(file)
        expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
          ...{ kind: 'evenkeel-class', version: 1, title: 'Tuesday', controls: { seed: 'locked' } },
        })
        await page.getByRole('textbox', { name: 'Title' }).fill('Changed')
        await chooser(tab).setInputFiles(file)
        await page.getByText('The class file is opened').waitFor()
        expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Tuesday')
        await page.goto(`${tab.url}#/class`)
        await tab.button('Open class file').waitFor()
        await chooser(tab).setInputFiles(file)
        await page
          .getByRole('region', { name: 'Class', exact: true })
          .getByText('Tuesday')
          .waitFor()
        expect(page.url()).toBe(`${tab.url}#/lab`)
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  )

  classTest('of 50 MB is refused at once, and a damaged one with a sentence', async ({ tab }) => {
    const folder = await mkdtemp(join(tmpdir(), 'class-'))
    try {
      const large = join(folder, 'large.json')
      const handle = await open(large, 'w')
      await handle.truncate(50e6)
      await handle.close()
      const damaged = join(folder, 'damaged.json')
      await writeFile(damaged, '{"kind": "evenkeel-cl')
      await tab.page.goto(`${tab.url}#/class`)
      await tab.button('Open class file').waitFor()
      await chooser(tab).setInputFiles(large)
      await tab.page.getByText('This file has 50.0 MB; a class file has at most 1 MB.').waitFor({
        timeout: 3000,
      })
      await chooser(tab).setInputFiles(damaged)
      await tab.page.getByText('This file is damaged or no class file.').waitFor()
      expect(await tab.page.getByRole('region', { name: 'Class', exact: true }).count()).toBe(0)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
