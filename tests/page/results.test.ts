import { readFile } from 'node:fs/promises'
import { describe, expect, inject } from 'vitest'
import { encodeResult, resultFile } from '../../src/state/results/resultCode.ts'
import { type Planted, pupils } from '../state/pupils.ts'
import { seriousViolations } from './accessibility.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it as labIt } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

const effect: Planted = { slope: 12, spread: 2, noise: 0.6 }
const hostile = '<img src=x onerror="document.title=1">'

/** A tab on the teacher's page, which needs no model. */
const it = labIt.extend<{ teacher: LabPage }>({
  teacher: async ({ browser }, use) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    try {
      await lab.page.goto(`${lab.url}#/lessons/results`)
      await lab.page.getByRole('heading', { level: 1, name: 'Results of a class' }).waitFor()
      await use(lab)
      expectQuiet(lab)
    } finally {
      await lab.page.context().close()
    }
  },
})

const codes = ({ page }: LabPage) => page.getByRole('textbox', { name: 'Codes, one a line' })
const picture = ({ page }: LabPage) =>
  page.getByRole('region', { name: 'How far a push moves the reading', exact: true })
const refusals = ({ page }: LabPage) => page.getByRole('region', { name: 'Could not be used' })

async function paste(lab: LabPage, text: string): Promise<void> {
  await codes(lab).fill(text)
  await lab.button('Add codes').click()
}

async function saved(lab: LabPage, button: string): Promise<string> {
  const download = lab.page.waitForEvent('download')
  await lab.button(button).click()
  return readFile(await (await download).path(), 'utf8')
}

const sideways = ({ page }: LabPage) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('the results of a class', () => {
  it('become one picture from thirty pasted codes, with its interval, without a model and without names', async ({
    teacher,
  }) => {
    const thirty = await Promise.all(pupils(30, effect).map(encodeResult))
    await paste(teacher, thirty.map((code, i) => `Pupil${i}: ${code}`).join('\n'))
    await teacher.page.getByText('30 results.', { exact: true }).waitFor()
    await picture(teacher)
      .locator('p', { hasText: /changes by \+\d\.\d\d SD \(95 % interval .*30 learners/ })
      .waitFor()
    expect(await picture(teacher).locator('.figure .thread').count()).toBe(31) // and one in the legend
    expect(await codes(teacher).inputValue()).toBe('')
    expect(await teacher.page.textContent('body')).not.toContain('Pupil')
    expect(teacher.requests.filter((address) => address.includes('/onnx/'))).toEqual([])

    await picture(teacher).locator('summary').click()
    expect(await picture(teacher).getByRole('row').count()).toBe(1 + 30 * 9 + 2 * 9 + 1)
    const title = 'How far a push moves the reading'
    const csv = await saved(teacher, `Save ${title} as CSV`)
    expect(csv.split('\r\n')).toHaveLength(2 + 30 * 9 + 2 * 9 + 1)
    expect(await saved(teacher, `Save ${title} as SVG`)).toMatch(/^<\?xml.*class="thread"/s)
    expect(JSON.parse(await saved(teacher, `Save ${title} as JSON`))).toMatchObject({
      kind: 'curves',
      threads: { lines: { length: 30 } },
    })
    for (const colorScheme of ['light', 'dark'] as const) {
      await teacher.page.emulateMedia({ colorScheme })
      expect(await seriousViolations(teacher.page)).toEqual([])
    }
    await teacher.page.setViewportSize({ width: 360, height: 740 })
    expect(await sideways(teacher)).toBeLessThanOrEqual(0)
    expect(await seriousViolations(teacher.page)).toEqual([])
  })

  it('come from files too, chosen or dropped; each that cannot be used is named with its reason', async ({
    teacher,
  }) => {
    const [one, two, three] = pupils(3, effect)
    const file = (name: string, text: string) => ({
      ...{ name, mimeType: 'application/json', buffer: Buffer.from(text) },
    })
    await teacher.page
      .getByLabel('or choose files')
      .setInputFiles([
        file('one.json', resultFile(one!)),
        file('again.json', resultFile(one!)),
        file(`${hostile}.json`, `{"kind":"${hostile.replaceAll('"', "'")}"}`),
        file('cut.json', resultFile(two!).slice(0, 200)),
        file('absurd.json', resultFile(two!).replace(/"steered": [^,]+/, '"steered": 1000000')),
        file('large.json', ' '.repeat(513 * 1024)),
        file('codes.txt', `${await encodeResult(two!)}\nnonsense`),
      ])
    await teacher.page
      .getByText(
        '2 results. 1 came again and counts once. 4 could not be used. 1 line without a code was left aside.',
      )
      .waitFor()
    const told = await refusals(teacher).getByRole('listitem').allTextContents()
    expect(told).toEqual([
      `The file ${hostile}.json: It is a file, but not one with a learner’s result. Ask for the file that “Save file” gives.`,
      expect.stringMatching(/^The file cut\.json: .*cut/),
      expect.stringMatching(/^The file absurd\.json: .*beyond all measure/),
      expect.stringMatching(/^The file large\.json: .*larger than 512 kB/),
    ])
    expect(await teacher.page.locator('img').count()).toBe(0)
    expect(await teacher.page.title()).toContain('Results of a class')

    const dropped = await teacher.page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'three.json'))
      return transfer
    }, resultFile(three!))
    await teacher.page
      .getByRole('region', { name: 'Gather' })
      .dispatchEvent('drop', { dataTransfer: dropped })
    await teacher.page.getByText('3 results.').waitFor()
  })

  it('of other prompts, and recorded ones, are told apart and never mixed', async ({ teacher }) => {
    const live = pupils(5, effect)
    const other = pupils(2, effect).map((result) => ({
      ...result,
      study: { ...result.study, prompt: '00000000' },
    }))
    const recorded = pupils(3, effect, () => 11).map((result) => ({
      ...result,
      study: { ...result.study, source: 'recorded' as const },
    }))
    const all = await Promise.all([...live, ...other, ...recorded].map(encodeResult))
    await paste(teacher, all.join('\n'))
    await picture(teacher).getByText('These results come from 3 different studies').waitFor()
    const choices = picture(teacher).getByRole('radio')
    expect(await choices.count()).toBe(3)
    expect(await choices.first().isChecked()).toBe(true)
    await picture(teacher).locator('p', { hasText: '5 learners' }).waitFor()
    await picture(teacher)
      .getByRole('radio', { name: /recorded: 3 results/ })
      .check()
    await picture(teacher).getByText('play the same recorded runs').waitFor()
    await picture(teacher).locator('p', { hasText: 'one line of measurements' }).waitFor()
  })

  it('leave a bad code in the field to be mended, can be saved and taken back, and are not left unasked', async ({
    teacher,
  }) => {
    const [one, two] = await Promise.all(pupils(2, effect).map(encodeResult))
    const bad = `Ben: ${two!.slice(0, -9)}`
    await paste(teacher, ['Good morning', one, bad].join('\n'))
    await teacher.page
      .getByText('1 result. 1 could not be used. 1 line without a code was left aside.')
      .waitFor()
    expect(await codes(teacher).inputValue()).toBe(bad)
    expect(await refusals(teacher).getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^Line 1: .*cut: 9 characters are missing/),
    ])
    await paste(teacher, two!)
    await teacher.page.getByText('2 results.').waitFor()

    const { page } = teacher
    const asked = page.waitForEvent('dialog')
    const left = page.reload().catch(() => undefined) // until the question is answered with no
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    const text = await saved(teacher, 'Save all results')
    expect(text.trim().split('\n')).toHaveLength(2)
    await teacher.button('Empty the page').click()
    await picture(teacher).waitFor({ state: 'detached' })
    await page.reload() // nothing to lose: no question
    await left
    await page
      .getByLabel('or choose files')
      .setInputFiles([
        { name: 'class-results.txt', mimeType: 'text/plain', buffer: Buffer.from(text) },
      ])
    await page.getByText('2 results.', { exact: true }).waitFor()
  })

  it('stay while rooms are changed, and go when the page is emptied', async ({ teacher }) => {
    await paste(teacher, (await Promise.all(pupils(2, effect).map(encodeResult))).join('\n'))
    await teacher.page.getByText('2 results.').waitFor()
    await teacher.page.evaluate(() => {
      location.hash = '#/about'
    })
    await codes(teacher).waitFor({ state: 'detached' })
    await teacher.page.goBack()
    await teacher.page.getByText('2 results.').waitFor()
    await teacher.button('Empty the page').click()
    await picture(teacher).waitFor({ state: 'detached' })
  })
})

describe('a learner’s results', () => {
  it('gather while runs end, are copied as a code that the teacher’s page reads, and are forgotten when asked', async ({
    lab,
  }) => {
    await replaceModel(lab.page, await tinyModel())
    await storeTinySettings(lab.page)
    await lab.page.reload()
    await lab.waitForModel()
    const mine = lab.page.getByRole('region', { name: 'My results' })
    await mine.getByText('no runs yet').click()
    for (const push of [-0.2, 0.2]) {
      await lab.steerTo(push)
      await lab.run()
    }
    await mine.getByText('2 runs').waitFor()
    await mine.locator('p', { hasText: /Between a push of −0\.20 and one of \+0\.20/ }).waitFor()
    await lab.button('Copy my code').click()
    const field = mine.getByRole('textbox', { name: 'My code' })
    const code = await field.inputValue()
    expect(code).toMatch(/^result:/)
    const file = JSON.parse(await saved(lab, 'Save file'))
    expect(file.points.map(({ coefficient }: { coefficient: number }) => coefficient)).toEqual([
      -0.2, 0.2,
    ])
    expect(JSON.stringify(file)).not.toContain('Hello') // the prompt stays here
    expect(await seriousViolations(lab.page)).toEqual([])
    await lab.page.setViewportSize({ width: 360, height: 740 })
    expect(await sideways(lab)).toBeLessThanOrEqual(0)
    await lab.page.setViewportSize({ width: 1280, height: 800 })

    await lab.page.reload()
    await lab.waitForModel()
    await mine.getByText('2 runs').waitFor()
    await lab.page.evaluate(() => {
      location.hash = '#/lessons/results'
    })
    await paste(lab, code)
    await lab.page.getByText('1 result.', { exact: true }).waitFor()
    await lab.page.goBack()
    await mine.getByText('2 runs').click()
    await lab.button('Start again').click()
    await mine.getByText('Forget 2 runs?').waitFor()
    await lab.button('Forget them').click()
    await mine.getByText('no runs yet').waitFor()
  })
})
