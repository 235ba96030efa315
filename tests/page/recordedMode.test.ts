import { describe, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import type { LabPage } from './labPage.ts'
import { it } from './labTest.ts'

const mode = (lab: LabPage, name: 'Live' | 'Recorded') =>
  lab.page.getByRole('group', { name: 'Live or recorded' }).getByRole('radio', { name })

/** Goes to recordings before the model is there, as somebody on an old laptop would. */
async function goRecorded(lab: LabPage): Promise<void> {
  await mode(lab, 'Recorded').check()
  await lab.waitForStatus('Ready')
}

const modelRequests = (lab: LabPage) => lab.requests.filter((url) => url.includes('.onnx'))

describe('recorded mode', () => {
  it('replays a run by keyboard, marked in every lane, with no model', async ({ lab }) => {
    await goRecorded(lab)
    expect(await lab.status.textContent()).toContain('recorded')
    const asked = modelRequests(lab).length
    await lab.slider.focus()
    for (let press = 0; press < 4; press++) await lab.page.keyboard.press('ArrowRight')
    expect(await lab.slider.inputValue()).toBe('0.2')
    await lab.button('Run').focus()
    await lab.page.keyboard.press('Enter')
    await lab.waitForStatus('Writing')
    await lab.waitForStatus('Done')
    for (const name of ['Baseline', 'Steered', 'Random direction'] as const) {
      expect(await lab.tokens(name)).toHaveLength(80)
      expect(await lab.lane(name).locator('.badge').textContent()).toBe('recorded')
    }
    const steered = await lab.tokens('Steered')
    expect(steered[0]).toMatchObject({ coefficient: 0.2 })
    expect(steered.every(({ reading }) => reading !== null)).toBe(true)
    expect(await lab.text('Steered')).not.toBe(await lab.text('Baseline'))
    expect(modelRequests(lab)).toHaveLength(asked)
    expect(await seriousViolations(lab.page)).toEqual([])
  })

  it('refuses what is not recorded beside the prompt, and keeps the lanes', async ({ lab }) => {
    await goRecorded(lab)
    await lab.setNumber('New tokens', 80)
    await lab.run()
    const before = await lab.text('Steered')
    await lab.prompt.fill('Tell me a joke.')
    await lab.button('Run').click()
    await lab.waitForStatus('Not started')
    const refusal = lab.page.getByRole('alert').filter({ hasText: 'is not recorded' })
    expect(await refusal.textContent()).toContain('choose Live')
    expect(await lab.text('Steered')).toBe(before)
    await lab.prompt.fill('Describe the room you are in.')
    await expect.poll(() => refusal.count()).toBe(0)
  })

  it('is kept on the device, and Live brings the model', async ({ lab }) => {
    await goRecorded(lab)
    await lab.page.reload()
    await lab.waitForStatus('Ready')
    expect(await mode(lab, 'Recorded').isChecked()).toBe(true)
    expect(await lab.page.evaluate(() => localStorage.getItem('evenkeel.mode'))).toContain(
      'recorded',
    )
    await mode(lab, 'Live').check()
    await lab.waitForStatus('Ready')
    expect(await lab.status.textContent()).toContain('CPU')
    expect(await lab.status.locator('.badge').count()).toBe(0)
  })

  it('plays the recorded run of an experiment, and shows its end when asked', async ({ lab }) => {
    await goRecorded(lab)
    await lab.enter('Experiments')
    await lab.button('Play the recorded run').click()
    await lab.page.getByRole('progressbar', { name: 'Playing the recorded run' }).waitFor()
    expect(await lab.page.getByText('The result comes at the end').count()).toBe(1)
    await lab.button('Show the end now').click()
    await lab.page.getByText('This is the recorded result').waitFor()
    expect(await lab.page.locator('.standing').textContent()).toContain('recorded')
    expect(await lab.page.locator('.claim').count()).toBeGreaterThan(0)
    expect(await lab.page.getByText('run here').count()).toBe(0)
  })

  it('tells in Models what was recorded where, and fits a phone', async ({ lab }) => {
    await goRecorded(lab)
    await lab.page.setViewportSize({ width: 360, height: 740 })
    await lab.enter('Models')
    const facts = lab.page.getByRole('region', { name: 'Loaded model' })
    expect(await facts.textContent()).toMatch(/none at work: recorded on 2026-\d\d-\d\d, CPU/)
    expect(await facts.textContent()).toMatch(/\d+ runs of \d+ prompts, 4 derivations/)
    const width = await lab.page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    expect(await seriousViolations(lab.page)).toEqual([])
  })
})
