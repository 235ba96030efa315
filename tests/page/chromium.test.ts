import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { type ChromiumOptions, launchChromium } from '../chromium.ts'

/** Opens an empty page under the lab's headers, and closes the browser whatever happens. */
async function onEmptyPage<T>(
  options: ChromiumOptions,
  ask: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await launchChromium(options)
  try {
    const page = await browser.newPage()
    await page.goto(new URL('empty.html', inject('fixturesUrl')).href)
    return await ask(page)
  } finally {
    await browser.close()
  }
}

it('gives an isolated page shared memory and two cores', async () => {
  const found = await onEmptyPage({}, (page) =>
    page.evaluate(() => ({
      isolated: crossOriginIsolated,
      shared: new SharedArrayBuffer(8).byteLength,
      cores: navigator.hardwareConcurrency,
    })),
  )
  expect(found).toMatchObject({ isolated: true, shared: 8 })
  expect(found.cores).toBeGreaterThanOrEqual(2)
})

it('offers a software WebGPU adapter and device when asked for one', async () => {
  const adapter = await onEmptyPage({ webgpu: true }, (page) =>
    page.evaluate(async () => {
      const found = await navigator.gpu.requestAdapter()
      const device = await found?.requestDevice()
      return device && { vendor: found?.info.vendor, f16: found?.features.has('shader-f16') }
    }),
  )
  expect(adapter).toEqual({ vendor: 'google', f16: false })
})

it('offers no WebGPU adapter otherwise, as most school machines', async () => {
  const adapter = await onEmptyPage({}, (page) =>
    page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null),
  )
  expect(adapter).toBe(null)
})

it('cannot reach another machine', async () => {
  const going = onEmptyPage({}, (page) => page.goto('https://example.com/'))
  await expect(going).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
})
