import type { Browser } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'

describe('what a person types', () => {
  it('asks for a prompt when there is none, with the cursor in it', async ({ browser }) => {
    const lab = await tinyLab(browser)
    await lab.prompt.fill('  ')
    await lab.button('Run').click()
    expect(await problemsOf(lab)).toEqual([
      'The prompt is empty. Type something for the model to answer, or choose an example below.',
    ])
    expect(await lab.prompt.evaluate((box) => box === document.activeElement)).toBe(true)
    await expectUsable(lab)
  })

  it('keeps a prompt that is longer than the context, and the texts of the last run', async ({
    browser,
  }) => {
    const lab = await tinyLab(browser)
    await lab.run()
    const text = await lab.text('Baseline')
    const long = 'Hello. '.repeat(30)
    await lab.prompt.fill(long)
    await lab.button('Run').click()
    await lab.waitForStatus('Not started')
    expect(await problemsOf(lab)).toEqual([
      'The prompt has 210 tokens; this model reads 128. Shorten it.',
    ])
    expect(await lab.prompt.inputValue()).toBe(long)
    expect(await lab.text('Baseline')).toBe(text)
    await expectUsable(lab)
  })

  it('says when prompt and new tokens together are longer than the context', async ({
    browser,
  }) => {
    const lab = await tinyLab(browser)
    await lab.prompt.fill('Hello. '.repeat(15))
    await lab.setNumber('New tokens', 60)
    await lab.button('Run').click()
    await lab.waitForStatus('Not started')
    expect(await problemsOf(lab)).toEqual([
      "105 prompt tokens and 60 new ones are more than this model's 128. Shorten the prompt or ask for fewer new tokens.",
    ])
    await expectUsable(lab)
  })

  it('refuses a seed that is not a number and says what would be one', async ({ browser }) => {
    const lab = await tinyLab(browser)
    const sentences: Record<string, string> = {
      e: 'The seed is not a number.',
      '1.5': 'The seed must be a whole number.',
      '-3': 'The seed is out of range.',
    }
    for (const [typed, sentence] of Object.entries(sentences)) {
      await lab.seed.fill('')
      await lab.seed.pressSequentially(typed)
      await lab.button('Run').click()
      await lab.waitForStatus('Not started')
      expect(await problemsOf(lab)).toEqual([
        `${sentence} Type a whole number from 0 to 4294967295 (such as 11); the rest is kept.`,
      ])
      expect(await lab.seed.evaluate((box) => box === document.activeElement)).toBe(true)
    }
    await lab.seed.fill('11')
    await expectUsable(lab)
  })

  it('refuses wrong vectors and coefficients from the console in a sentence', async ({
    browser,
  }) => {
    const lab = await tinyLab(browser)
    const refusals = await lab.page.evaluate(async () => {
      const lane = (coefficient: number, length: number) => ({
        name: 'x',
        shadow: false,
        steering: {
          coefficient,
          interventions: [
            {
              kind: 'add' as const,
              at: 'blocks.2.hook_resid_post' as const,
              vector: new Float32Array(length),
              scale: 1,
              firstPosition: 1,
            },
          ],
        },
      })
      const sampling = { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 }
      const told: string[] = []
      for (const one of [lane(Number.NaN, 48), lane(0.1, 47)])
        try {
          const run = globalThis.evenkeel?.generate({
            ids: [72, 105],
            lanes: [one],
            probes: [],
            sampling,
            maxTokens: 3,
          })
          for await (const _ of run ?? []);
        } catch (error) {
          told.push(String(error))
        }
      return told
    })
    expect(refusals).toEqual([
      'LabError: The coefficient of the lane x is NaN. Give a number.',
      expect.stringMatching(/^LabError: .*47.*48.*\.$/),
    ])
    await expectUsable(lab)
  })
})

describe('what an address or an earlier visit hands over', () => {
  it('offers the bundled model again when the console asked for one that is not there', async ({
    browser,
  }) => {
    const lab = await tinyLab(browser)
    const sentence = await lab.page.evaluate(async () => {
      const folder = new URL('models/none/', document.baseURI).href
      try {
        for await (const _ of globalThis.evenkeel?.load({ folder }) ?? []);
      } catch (error) {
        return String(error)
      }
      return ''
    })
    expect(sentence).toContain('config.json is missing from the model folder none')
    await lab.status.filter({ hasText: 'The model did not load' }).waitFor()
    await lab.button('Load the bundled model').click()
    await lab.waitForModel()
    lab.problems.length = 0 // the browser tells of files that are not there
    await lab.page.context().close()
  })

  it('opens the front page for an address without sense, and lets the lab choose the device', async ({
    browser,
  }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    await replaceModel(lab.page, await tinyModel({ reference: true }))
    await storeTinySettings(lab.page)
    await lab.page.goto(`${lab.url}?device=toaster&x=%3Cscript%3E#/..%2f%00<img src=x>`)
    await lab.page.getByRole('heading', { level: 1, name: /^Push a language model/ }).waitFor()
    await lab.enter('Lab')
    await lab.waitForModel()
    expect(await lab.status.textContent()).toContain('CPU')
    await expectUsable(lab)
  })

  for (const stored of ['{{{', '"text"', 'null', '{"prompt": 7, "coefficient": "x", "seed": []}'])
    it(`starts with defaults and says so when an earlier visit left ${stored}`, async ({
      browser,
    }) => {
      const lab = await LabPage.open(browser, inject('labUrl'))
      await lab.page.addInitScript((text) => localStorage.setItem('evenkeel.draft', text), stored)
      await replaceModel(lab.page, await tinyModel({ reference: true }))
      await lab.goto()
      await lab.waitForModel()
      expect(await lab.prompt.inputValue()).toBe('Describe the room you are in.')
      expect(await lab.seed.inputValue()).toBe('11')
      expect(await lab.page.locator('.note').first().textContent()).toMatch(
        /an earlier visit.* could not be read.*default/i,
      )
      await lab.setNumber('Steer after block', 2)
      await lab.setNumber('Read after block', 3)
      await expectUsable(lab)
    })
})

/** A tab that has loaded the tiny model. */
async function tinyLab(browser: Browser, address = '#/lab'): Promise<LabPage> {
  const lab = await LabPage.open(browser, inject('labUrl'))
  await replaceModel(lab.page, await tinyModel({ reference: true }))
  await storeTinySettings(lab.page)
  await lab.page.goto(`${lab.url}${address}`)
  await lab.waitForModel()
  return lab
}

/** The sentences that stand on the page as problems. */
const problemsOf = async (lab: LabPage): Promise<string[]> =>
  (await lab.page.locator('.problem').allTextContents()).filter((sentence) => sentence !== '')

/** Writes once more: the lab has come to no harm. Then the tab is closed. */
async function expectUsable(lab: LabPage): Promise<void> {
  await lab.prompt.fill('Is anybody there?')
  await lab.setNumber('New tokens', 5)
  await lab.run()
  expect(await problemsOf(lab)).toEqual([])
  expect(await lab.tokens('Steered')).toHaveLength(5)
  expectQuiet(lab)
  await lab.page.context().close()
}
