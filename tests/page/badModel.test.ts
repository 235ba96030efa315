import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'
import {
  type FolderFiles,
  manifestOf,
  replaceModel,
  storeTinySettings,
  tinyModel,
} from './tinyModel.ts'
import { changeWorker } from './workerScript.ts'

const graph = 'onnx/model.onnx'
const decoders = join(import.meta.dirname, '../fixtures/tiny-decoders')
const malformed = (path: string) => readFile(join(decoders, 'malformed', path))

/** Each changes the files of a good folder, and names the sentence that the page has to show. */
const damages: [name: string, damage: (files: FolderFiles) => unknown, sentence: RegExp][] = [
  [
    'is missing',
    (files) => files.delete(graph),
    /onnx\/model\.onnx is missing from the model folder SmolLM2-135M-Instruct\. Add it, then load again\./,
  ],
  [
    'is cut short',
    (files) => files.set(graph, bytesOf(files).subarray(0, 200_000)),
    /onnx\/model\.onnx is cut short: 200,000 bytes, 380,609 expected\. Fetch it again\./,
  ],
  [
    'has other content than its hash says',
    (files) => files.set(graph, Buffer.from(bytesOf(files)).fill(7, 300_000, 300_004)),
    /onnx\/model\.onnx is not the file that the manifest names \(its SHA-256 differs\)\. Fetch it again\./,
  ],
  [
    'is an HTML page',
    async (files) => {
      files.set(graph, await malformed('html-error-page/onnx/model.onnx'))
      remake(files)
    },
    /onnx\/model\.onnx .*HTML page/,
  ],
  [
    'is a graph that is no decoder',
    async (files) => {
      files.set(graph, await malformed('encoder-only/onnx/model.onnx'))
      remake(files)
    },
    /onnx\/model\.onnx .*decoder/,
  ],
  [
    'has another number of blocks than config.json says',
    async (files) => {
      const path = 'layer-count-mismatch'
      files.set(graph, await malformed(`${path}/onnx/model.onnx`))
      files.set('config.json', await malformed(`${path}/config.json`))
      remake(files)
    },
    /6.* 4 |4.* 6 /,
  ],
]

describe('a model folder whose graph', () => {
  for (const [name, damage, sentence] of damages)
    it(`${name} is refused in a sentence, and loads once it is good again`, async ({ browser }) => {
      const files = await tinyModel({ reference: true })
      const good = new Map(files)
      await damage(files)
      const lab = await openTab(browser, files)
      await lab.prompt.fill('Typed while it loads')
      await lab.status.filter({ hasText: 'The model did not load' }).waitFor()
      const trouble = lab.page.locator('.trouble')
      expect(await trouble.textContent()).toMatch(sentence)
      expect(await trouble.textContent()).toContain('The prompt and the settings are kept')
      lab.problems.length = 0 // the browser tells of a file that is not there

      for (const [path, bytes] of good) files.set(path, bytes)
      await lab.button('Try again').click()
      await expectUsable(lab)
    })

  it('is answered with an HTML page by its server is refused as such', async ({ browser }) => {
    const lab = await openTab(browser, await tinyModel())
    await lab.page.route(`**/${graph}`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Welcome</title>' }),
    )
    await lab.page.reload()
    await lab.status.filter({ hasText: 'The model did not load' }).waitFor()
    expect(await lab.page.locator('.trouble').textContent()).toContain(
      'onnx/model.onnx is an HTML page, not a model file. Check the address of the model folder.',
    )
    await lab.page.unroute(`**/${graph}`)
    await lab.button('Try again').click()
    await expectUsable(lab)
  })
})

describe('a device that lacks something', () => {
  it('runs on the CPU without WebGPU and says that there is no graphics card', async ({
    browser,
  }) => {
    const lab = await openTab(browser, await tinyModel({ reference: true }), '?device=auto')
    await lab.waitForModel()
    expect(await lab.status.textContent()).toMatch(/CPU, \d+ threads?/)
    await lab.enter('Models')
    await lab.page.getByRole('region', { name: 'Notes' }).waitFor()
    expect(
      await lab.page.getByRole('region', { name: 'Notes' }).getByRole('listitem').allTextContents(),
    ).toEqual([
      expect.stringMatching(/^The graphics card was not used: This browser has .*WebGPU.*\.$/),
    ])
    await lab.enter('Lab')
    await expectUsable(lab)
  })

  it('runs on one thread where the page is not isolated', async ({ browser }) => {
    const files = await tinyModel({ reference: true })
    const lab = await openTab(browser, files, '?device=wasm', async (page) => {
      await page.route(`${inject('labUrl')}?device=wasm`, async (route) => {
        const response = await route.fetch()
        const headers = response.headers()
        delete headers['cross-origin-opener-policy']
        delete headers['cross-origin-embedder-policy']
        await route.fulfill({ response, headers })
      })
    })
    await lab.waitForModel()
    expect(await lab.page.evaluate(() => crossOriginIsolated)).toBe(false)
    expect(await lab.status.textContent()).toContain('CPU, 1 thread ·')
    await expectUsable(lab)
  })

  it('leaves the weights as they are stored where memory is small, and says so', async ({
    browser,
  }) => {
    const files = await tinyModel()
    files.delete(graph)
    const packed = 'onnx/model_q4.onnx'
    files.set(packed, await readFile(join(decoders, 'llama-fused', packed)))
    remake(files)
    const lab = await openTab(browser, files, '?device=wasm', (page) =>
      changeWorker(page, `Object.defineProperty(navigator, 'deviceMemory', { value: 0.001 })`),
    )
    await lab.waitForModel()
    await lab.enter('Models')
    await lab.page.getByRole('region', { name: 'Notes' }).waitFor()
    expect(await lab.page.locator('main').textContent()).toContain(
      'q4 in the file, as stored at run time',
    )
    expect(await lab.page.getByRole('region', { name: 'Notes' }).textContent()).toContain(
      'This device has little memory, so the CPU takes the weights as they are stored and writes more slowly; as float32 they would take 1 MB.',
    )
    await lab.enter('Lab')
    await expectUsable(lab)
  })

  it('goes over to recorded texts where there is not enough memory, says so, and loads once there is', {
    timeout: 240_000,
  }, async ({ browser }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    await changeWorker(
      lab.page,
      `const Memory = WebAssembly.Memory
       WebAssembly.Memory = function (limits) {
         return new Memory({ ...limits, maximum: Math.min(limits.maximum, 4096) })
       }
       WebAssembly.Memory.prototype = Memory.prototype`,
    )
    await lab.page.goto(`${lab.url}?device=wasm#/lab`)
    await lab.prompt.fill('Typed while it loads')
    await lab.page
      .getByText(
        'The model did not fit into the memory of this device, so recorded texts are shown',
      )
      .waitFor({ timeout: 110_000 })
    await lab.waitForModel()
    lab.problems.length = 0
    await lab.page.unroute('**/assets/worker-*.js')
    const mode = lab.page.getByRole('group', { name: 'Live or recorded' })
    await mode.getByRole('radio', { name: 'Live' }).check()
    await lab.status.filter({ hasText: /CPU, \d thread/ }).waitFor({ timeout: 110_000 })
    await expectUsable(lab, 'Typed while it loads')
  })
})

const bytesOf = (files: FolderFiles): Buffer => files.get(graph) ?? Buffer.alloc(0)

/** Gives the folder a manifest of what it now holds, so that only the content is wrong. */
function remake(files: FolderFiles): void {
  files.set('manifest.json', Buffer.from(JSON.stringify(manifestOf(files))))
}

async function openTab(
  browser: Browser,
  files: FolderFiles,
  address = '?device=wasm',
  before: (page: LabPage['page']) => Promise<void> = async () => undefined,
): Promise<LabPage> {
  const lab = await LabPage.open(browser, inject('labUrl'))
  await replaceModel(lab.page, files)
  await storeTinySettings(lab.page)
  await before(lab.page)
  await lab.page.goto(`${lab.url}${address}#/lab`)
  return lab
}

/** Waits for the model and writes: what was typed before is still there. Then the tab is closed. */
async function expectUsable(lab: LabPage, typed?: string): Promise<void> {
  await lab.waitForModel()
  if (typed !== undefined) expect(await lab.prompt.inputValue()).toBe(typed)
  await lab.setNumber('New tokens', 3)
  await lab.run()
  expect(await lab.tokens('Steered')).toHaveLength(3)
  expectQuiet(lab)
  await lab.page.context().close()
}
