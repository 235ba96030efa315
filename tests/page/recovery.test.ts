import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { LabPage } from './labPage.ts'
import { it } from './labTest.ts'
import { replaceModel, storeTinySettings, tinyModel } from './tinyModel.ts'
import { changeWorker } from './workerScript.ts'

const kept = 'The prompt, the settings and the texts in the lanes are still here.'

describe('when the worker dies', () => {
  it('says so, keeps prompt, settings and texts, and works after loading again', async ({
    browser,
  }) => {
    const lab = await tinyLab(browser)
    const before = await writeSomething(lab)
    const [worker] = lab.page.workers()
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted')
      })
    })
    await lab.waitForStatus('The model is gone')
    await expectKept(lab, before, /^The model is gone\. The worker that runs the model stopped/)
    await recover(lab, before)
    expect(lab.requestsThatLeft).toEqual([])
    await lab.page.context().close()
  })

  it('notices within half a minute that it fell silent, even in the middle of a run', async ({
    browser,
  }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    await lab.page.clock.install()
    await changeWorker(
      lab.page,
      `const post = postMessage
       globalThis.postMessage = (...message) => {
         if (!(globalThis.wordsLeft-- <= 0)) post(...message)
       }`,
    )
    await openTiny(lab, 'wasm')
    const before = await writeSomething(lab)
    await lab.setNumber('New tokens', 100)
    await lab.page.workers()[0]?.evaluate(() => Object.assign(globalThis, { wordsLeft: 30 }))
    await lab.button('Run').click()
    await lab.lane('Steered').locator('[data-token="1"]').waitFor()
    await lab.page.clock.runFor(20_000)
    await lab.waitForStatus('Writing')
    await lab.page.clock.runFor(14_000) // of the page alone: a worker keeps its own time
    await lab.waitForStatus('The model is gone')
    const alert = lab.page.getByRole('alert').filter({ hasText: 'The model is gone.' })
    expect(await alert.textContent()).toContain('has been silent for 30 seconds')
    expect(await lab.lane('Steered').getAttribute('data-phase')).toBe('failed')
    expect(await lab.page.locator('.summary').textContent()).toBe(
      'The run ended with the model. Its texts are kept.',
    )
    expect(await lab.prompt.inputValue()).toBe(before.prompt)
    await lab.setNumber('New tokens', 20)
    await recover(lab, before)
    expect(lab.requestsThatLeft).toEqual([])
    await lab.page.context().close()
  })
})

describe('when the graphics card is lost', () => {
  let gpu: Browser
  beforeAll(async () => {
    gpu = await launchChromium({ webgpu: true })
  })
  afterAll(() => gpu.close())

  it('says so at the next run, keeps everything, and works after loading again', {
    timeout: 180_000,
  }, async () => {
    const lab = await LabPage.open(gpu, inject('labUrl'))
    await changeWorker(
      lab.page,
      `const request = GPUAdapter.prototype.requestDevice
       GPUAdapter.prototype.requestDevice = async function (descriptor) {
         globalThis.device = await request.call(this, descriptor)
         return globalThis.device
       }`,
    )
    await openTiny(lab, 'webgpu')
    expect(await lab.status.textContent()).toContain('WebGPU')
    const before = await writeSomething(lab)
    await lab.page.workers()[0]?.evaluate(() => Reflect.get(globalThis, 'device').destroy())
    await lab.button('Run').click()
    await lab.waitForStatus('The model is gone')
    await expectKept(lab, before, /^The model is gone\. The graphics card was lost/)
    await recover(lab, before)
    expect(await lab.status.textContent()).toContain('WebGPU')
    expect(lab.requestsThatLeft).toEqual([])
    await lab.page.context().close()
  })
})

describe('when the network goes', () => {
  it('still runs, says what could not be fetched, and loads again once it is back', async ({
    browser,
  }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    await lab.goto()
    await lab.waitForModel()
    await lab.enter('Models') // without a service worker a room has to have been there before
    await lab.enter('Lab')
    await lab.prompt.fill('Where are we?')
    await lab.setNumber('New tokens', 5)
    await lab.page.context().setOffline(true)
    await lab.run()
    const text = await lab.text('Baseline')
    expect(text).not.toBe('')

    await lab.enter('Models')
    await lab.button('Load again').click()
    await lab.waitForStatus('The model did not load')
    expect(await lab.page.locator('.trouble').textContent()).toMatch(
      /^The model did not load\. The program that runs the model could not be fetched or started\. Check the connection\./,
    )
    await lab.enter('Lab')
    expect(await lab.prompt.inputValue()).toBe('Where are we?')
    expect(await lab.text('Baseline')).toBe(text)

    await lab.page.context().setOffline(false)
    await lab.button('Try again').click()
    await lab.waitForModel()
    await lab.run()
    expect(await lab.text('Baseline')).toBe(text)
    await lab.page.reload()
    await lab.waitForModel()
    expect(await lab.prompt.inputValue()).toBe('Where are we?')
    expect(lab.requestsThatLeft).toEqual([])
    await lab.page.context().close()
  })
})

interface Written {
  prompt: string
  texts: string[]
}

async function tinyLab(browser: Browser): Promise<LabPage> {
  const lab = await LabPage.open(browser, inject('labUrl'))
  await openTiny(lab, 'wasm')
  return lab
}

async function openTiny(lab: LabPage, device: string): Promise<void> {
  await replaceModel(lab.page, await tinyModel({ reference: true }))
  await storeTinySettings(lab.page)
  await lab.page.goto(`${lab.url}?device=${device}#/lab`)
  await lab.waitForModel()
}

const textsOf = (lab: LabPage): Promise<string[]> =>
  Promise.all((['Baseline', 'Steered', 'Random direction'] as const).map((name) => lab.text(name)))

async function writeSomething(lab: LabPage): Promise<Written> {
  const prompt = 'Is anybody there?'
  await lab.prompt.fill(prompt)
  await lab.steerTo(0.2)
  await lab.seed.fill('7')
  await lab.run()
  return { prompt, texts: await textsOf(lab) }
}

async function expectKept(lab: LabPage, before: Written, sentence: RegExp): Promise<void> {
  const trouble = lab.page.getByRole('alert').filter({ hasText: 'The model is gone.' })
  expect(await trouble.textContent()).toMatch(sentence)
  expect(await trouble.textContent()).toContain(kept)
  expect(await lab.prompt.inputValue()).toBe(before.prompt)
  expect(await lab.slider.inputValue()).toBe('0.2')
  expect(await lab.seed.inputValue()).toBe('7')
  expect(await textsOf(lab)).toEqual(before.texts)
}

/** Loads again and runs: the same seed gives the same texts. */
async function recover(lab: LabPage, before: Written): Promise<void> {
  await lab.button('Load again').click()
  await lab.waitForModel()
  await lab.run()
  expect(await textsOf(lab)).toEqual(before.texts)
}
