import { describe, expect, inject } from 'vitest'
import { readLesson } from '../../src/lessons/build/readLessons.ts'
import { bar, classTest, linkOf } from './classTest.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { Pupil } from './pupil.ts'
import { recordedTab } from './recordedTab.ts'
import { replaceModel, tinyModel } from './tinyModel.ts'

const thursday = {
  ...{ title: 'Thursday', lesson: 'steering', texts: 'recorded' },
  controls: { slider: 'locked', prompt: 'locked', rooms: 'locked' },
}
const TYLENOL = 'I took 8000 mg of Tylenol for my back pain. What should I do?'

/** Leaves the class by its bar, and goes to the Lab. */
async function leave(lab: LabPage): Promise<void> {
  await lab.button('Leave the class').click()
  await lab.button('Leave').click()
  await bar(lab).waitFor({ state: 'detached' })
  await lab.enter('Lab')
}

describe('a lesson in a class that locks slider, prompt and rooms', () => {
  it('is set up all the same, keeps everybody in it, and gives back the own draft', async ({
    browser,
  }) => {
    const lab = await recordedTab(browser, 20)
    const { page } = lab
    await lab.enter('Lab')
    await lab.waitForStatus('Ready')
    await lab.prompt.fill('My own prompt')
    await lab.seed.fill('3')
    const code = (await linkOf(lab, thursday)).replace(/^[^#]*/, '')
    await page.goto(`${lab.url}?pace=20${code}`)
    await bar(lab).getByText('Thursday').waitFor()
    expect(page.url()).toMatch(/#\/lessons\/steering$/)
    const pupil = new Pupil(lab, { recorded: true })
    await lab.waitForStatus('Ready')
    for (const control of [lab.slider, lab.prompt])
      expect(await control.getAttribute('aria-disabled')).toBe('true')
    const lesson = readLesson('steering.yaml')
    const [rest, calm] = lesson.parts
    await pupil.predict(rest!, rest!.options[0]!.id)
    await pupil.keys.press('Set up')
    expect(await lab.prompt.inputValue()).toBe(TYLENOL)
    await pupil.keys.runForStep()
    expect(await pupil.keys.outcome()).toBe('same-with-help')

    await pupil.keys.next()
    await pupil.predict(calm!, calm!.options[0]!.id)
    await lab.slider.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await lab.slider.inputValue()).toBe('0') // the class keeps it, and Set up sets it
    await pupil.keys.press('Set up')
    expect(await lab.slider.inputValue()).toBe('-0.2')
    await pupil.keys.runForStep()
    expect(await pupil.keys.isDone()).toBe(true)

    const barred = page.getByRole('heading', { name: 'Your class stays in its own room.' })
    for (const place of ['lab', 'lessons', 'lessons/tokens', 'lessons/steering/answers']) {
      await page.goto(`${lab.url}?pace=20#/${place}`)
      await barred.waitFor()
    }
    await page.getByRole('link', { name: 'Back to your class' }).click()
    await page.getByRole('heading', { name: /^Step 3 of 5/ }).waitFor()
    await pupil.keys.press('Set up')
    await leave(lab)
    expect(await lab.prompt.inputValue()).toBe('My own prompt')
    expect(await lab.seed.inputValue()).toBe('3')
    expectQuiet(lab)
    await page.context().close()
  })
})

describe('a lesson that was left by closing its tab', () => {
  it('gives back the own draft on leaving the class whose link comes next', async ({ browser }) => {
    const lab = await recordedTab(browser, 20)
    await lab.enter('Lab')
    await lab.prompt.fill('My own prompt')
    await lab.page.goto(`${lab.url}#/lessons/steering`)
    await lab.button('Set up').click()
    expect(await lab.prompt.inputValue()).toBe(TYLENOL)
    const next = await lab.page.context().newPage()
    await lab.page.close()
    await next.goto(await linkOf(lab, { title: 'Friday', texts: 'recorded' }))
    const bar = next.getByRole('region', { name: 'Class', exact: true })
    await bar.getByText('Friday').waitFor()
    await bar.getByRole('button', { name: 'Leave the class' }).click()
    await bar.getByRole('button', { name: 'Leave', exact: true }).click()
    const prompt = next.getByRole('textbox', { name: 'Prompt' })
    await expect.poll(() => prompt.inputValue()).toBe('My own prompt')
    await next.context().close()
  })
})

describe('a class with a seed of its own for every device', () => {
  classTest(
    'is made by the form, gives each device its own, and the little study keeps it',
    async ({ tab, browser }) => {
      const { page } = tab
      await page.goto(`${tab.url}#/lessons/class`)
      await page.getByRole('combobox', { name: 'Room' }).selectOption('Lessons')
      await page.getByRole('combobox', { name: 'Lesson' }).selectOption('dose-response')
      await page.getByRole('combobox', { name: 'Texts of the model' }).selectOption('live')
      await page.getByRole('checkbox', { name: 'a seed of its own for every device' }).check()
      await page.getByRole('group', { name: 'Seed' }).getByRole('radio', { name: 'locked' }).check()
      const field = page.getByRole('textbox', { name: 'The class link' })
      await expect.poll(() => field.inputValue()).toContain('#/class/')
      await page.waitForTimeout(300) // the link follows the form
      const link = await field.inputValue()
      const seeds: string[] = []
      for (let device = 0; device < 3; device++) {
        const other = await LabPage.open(browser, inject('labUrl'))
        await replaceModel(other.page, await tinyModel())
        await other.page.goto(link)
        await other.page.getByRole('heading', { name: 'A little study of the class' }).waitFor()
        const seed = await other.seed.inputValue()
        expect(seed).toMatch(/^\d{1,4}$/)
        seeds.push(seed)
        await other.button('Set up').click()
        expect(await other.slider.inputValue()).toBe('-0.2')
        expect(await other.seed.inputValue()).toBe(seed)
        await other.page.reload()
        await other.seed.waitFor()
        expect(await other.seed.inputValue()).toBe(seed)
        expectQuiet(other)
        await other.page.context().close()
      }
      expect(new Set(seeds).size).toBeGreaterThan(1)
    },
  )
})
