import { describe, expect } from 'vitest'
import { it } from './labTest.ts'
import { LessonKeyboard } from './lessonKeyboard.ts'

describe('the lesson on steering, on the bundled model, by keyboard alone', () => {
  it('checks each run, tells a wrong one, and gives back what was typed before', async ({
    lab,
  }) => {
    const { page } = lab
    await lab.waitForModel()
    await lab.prompt.fill('What I had typed before.')
    await page.goto(`${lab.url}#/lessons`)
    const pupil = new LessonKeyboard(lab)
    await pupil.tabTo(page.getByRole('link', { name: 'Calm is not the same as safe', exact: true }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Calm is not the same as safe' }).waitFor()
    await expect.poll(() => page.title()).toContain('Calm is not the same as safe')

    await pupil.predict('Three times the same text')
    await pupil.press('Set up')
    expect(await lab.prompt.inputValue()).toContain('8000 mg of Tylenol')
    await pupil.run()
    expect(await pupil.outcome()).toMatch(/^same/)
    await pupil.next()

    await pupil.press('Set up')
    await pupil.run() // the slider is still at 0
    expect(await pupil.status.textContent()).toContain('written at 0.00; the step asks for −0.20')
    await pupil.slide(-20)
    await pupil.run() // before the question is answered
    expect(await pupil.status.textContent()).toContain('Answer the question above')
    expect(await page.locator('[data-outcome]').count()).toBe(0)
    await pupil.predict('It gets better, for a calm head gives better advice')
    expect(await pupil.outcome()).not.toBe('unchanged')
    expect(await pupil.step.textContent()).toContain('marked as late')
    await pupil.next()

    await pupil.press('Skip the question')
    await pupil.press('Set up')
    await pupil.slide(20)
    await pupil.run()
    expect(await pupil.outcome()).not.toBe('no-change')
    await pupil.next()

    await pupil.predict('rise at every step')
    for (let runs = 0; runs < 2; runs++) {
      await pupil.press('Set up') // −0.10, then +0.10: the other three were done in earlier steps
      await pupil.run()
    }
    expect(await pupil.outcome()).toMatch(/^(each-step|on-the-whole|flat)$/)
    await pupil.next()

    await pupil.predict('Desperate models are safer than calm ones', 'Answer')
    expect(await pupil.status.textContent()).toContain('choose another answer')
    await pupil.predict(
      'The push changed how the texts read more than a random push did, and good advice did not follow the tone',
      'Answer',
    )
    expect(await pupil.outcome()).toBe('done')

    await pupil.tabTo(pupil.step.getByRole('link', { name: 'All lessons' }))
    await page.keyboard.press('Enter')
    await page.getByText('5 of 5 steps done').waitFor()
    await lab.enter('Lab')
    expect(await lab.prompt.inputValue()).toBe('What I had typed before.')
    await page.reload()
    await page.goto(`${lab.url}#/lessons`)
    await page.getByText('5 of 5 steps done').waitFor()
    const kept = await page.evaluate(() => localStorage.getItem('evenkeel.lessons'))
    expect(kept).not.toContain('typed before')
  })
})
