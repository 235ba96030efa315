import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { greedyIds, relativeError } from '../../src/commands/checkList.ts'
import { hookPoints } from '../../src/steering/hookPoint.ts'
import type { LoadEvent, LoadRequest } from '../../src/steering/labEngine.ts'
import type { Captured } from '../../src/steering/steerableModel.ts'
import { launchChromium } from '../chromium.ts'
import { full } from '../full.ts'
import { referenceValues } from './goldenFile.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet } from './labTest.ts'
import { PageModel } from './pageModel.ts'
import { replaceModel, tinyModel } from './tinyModel.ts'
import { changeWorker } from './workerScript.ts'

const minutes = 60_000
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium({ webgpu: true })
})
afterAll(() => browser.close())

describe('a tiny decoder on a software graphics card', () => {
  it('agrees with the CPU to 1e-3 on a prompt of 40 tokens, on the device without subgroups, once the one with them was refused', {
    timeout: 3 * minutes,
  }, async () => {
    const lab = await tinyLab('wasm', "descriptor?.requiredFeatures?.includes('subgroups')")
    const cpu = await readPrompt(lab)
    const { notes, model } = await loadInPage(lab, { device: 'webgpu', weights: 'float32' })
    const gpu = await readPrompt(lab)
    expect(await lab.status.textContent()).toContain('WebGPU · checked against reference')
    await expectQuietAndClose(lab)

    expect(model?.about).toMatchObject({ device: 'webgpu', weights: 'float32' })
    expect(notes).toEqual([
      expect.stringMatching(
        /^The graphics card was not used: "Residuals agree with the reference" was off by [\d.]+\.$/,
      ),
    ])
    expect(gpu.residual).toHaveLength(5 * 40 * 48)
    for (let from = 0; from < gpu.residual.length; from += 48)
      expect(
        relativeError(
          gpu.residual.subarray(from, from + 48),
          cpu.residual.subarray(from, from + 48),
        ),
      ).toBeLessThan(1e-3)
    expect(relativeError(logitsOf(gpu), logitsOf(cpu))).toBeLessThan(1e-3)
  })

  it('is computed on the CPU where no device is right, and the notes say so', {
    timeout: 3 * minutes,
  }, async () => {
    const lab = await tinyLab('webgpu', 'true')
    expect(await lab.status.textContent()).toMatch(/CPU, \d+ threads? · checked against reference/)
    const wrong = 'was not used: "Residuals agree with the reference" was off by'
    expect(await notesOf(lab)).toEqual([
      expect.stringContaining(`The graphics card ${wrong}`),
      expect.stringContaining(`The graphics card without subgroups ${wrong}`),
    ])
    await expectQuietAndClose(lab)
  })
})

describe.runIf(full)('the bundled model on a software graphics card', () => {
  it('writes the first two reference tokens in float32', { timeout: 15 * minutes }, async () => {
    const lab = await tinyLab('wasm')
    await lab.page.unroute('**/models/SmolLM2-135M-Instruct/**')
    const { model } = await loadInPage(lab, { device: 'webgpu', weights: 'float32' })
    expect(model?.about).toMatchObject({ device: 'webgpu', weights: 'float32', nLayers: 30 })
    expect(model?.fidelity).toMatchObject({ ok: true, reference: true })
    const page = new PageModel(lab.page, {} as PageModel['about'])
    const user = 'Describe the room you are in.'
    const { ids } = await page.tokenize({
      kind: 'chat',
      messages: [{ role: 'user', content: user }],
    })
    const { greedy } = await referenceValues()
    const expected = greedy.find((entry) => entry.user === user && entry.steer === 'none')
    expect(await greedyIds(page, { ids, maxTokens: 2 }, [])).toEqual(expected?.ids.slice(0, 2))
    await expectQuietAndClose(lab)
  })
})

/**
 * A tab that has loaded the tiny model; where `isWrong` holds of a device's descriptor, its exponentials are off: a fault planted
 * because the one that some devices have with subgroups does not show everywhere.
 */
async function tinyLab(device: 'wasm' | 'webgpu', isWrong?: string): Promise<LabPage> {
  const lab = await LabPage.open(browser, inject('labUrl'))
  await replaceModel(lab.page, await tinyModel({ reference: isWrong !== undefined }))
  if (isWrong)
    await changeWorker(
      lab.page,
      `const request = GPUAdapter.prototype.requestDevice
       GPUAdapter.prototype.requestDevice = async function (descriptor) {
         const device = await request.call(this, descriptor)
         const compile = device.createShaderModule.bind(device)
         if (${isWrong})
           device.createShaderModule = (shader) =>
             compile({ ...shader, code: shader.code.replaceAll(/\\bexp\\(/g, 'exp2(') })
         return device
       }`,
    )
  await lab.page.goto(`${lab.url}?device=${device}#/models`)
  await lab.waitForModel()
  return lab
}

/** Fails when a request left the origin or the tab complained. */
async function expectQuietAndClose(lab: LabPage): Promise<void> {
  expectQuiet(lab)
  await lab.page.context().close()
}

async function readPrompt(lab: LabPage): Promise<Captured> {
  const ids = Array.from({ length: 40 }, (_, i) => 3 + ((i * 37) % 250))
  const model = new PageModel(lab.page, {} as PageModel['about'])
  const request = {
    sequences: [{ ids, positions: 'all' as const }],
    at: hookPoints(4),
    logits: true,
  }
  for await (const captured of model.capture(request)) return captured
  throw new Error('the page captured nothing')
}

const logitsOf = ({ logits }: Captured): Float32Array => logits ?? new Float32Array(0)

/** Loads the model of the page once more, through the console's lab. */
async function loadInPage(lab: LabPage, request: Omit<LoadRequest, 'folder'>) {
  const events = await lab.page.evaluate(async (given) => {
    const folder = new URL('models/SmolLM2-135M-Instruct/', document.baseURI).href
    const seen: LoadEvent[] = []
    for await (const event of globalThis.evenkeel?.load({ ...given, folder }) ?? [])
      if (event.type !== 'progress') seen.push(event)
    return seen
  }, request)
  return {
    notes: events.flatMap((event) => (event.type === 'note' ? [event.text] : [])),
    model: events.flatMap((event) => (event.type === 'ready' ? [event.model] : [])).at(-1),
  }
}

const notesOf = (lab: LabPage): Promise<string[]> =>
  lab.page.getByRole('region', { name: 'Notes' }).getByRole('listitem').allTextContents()
