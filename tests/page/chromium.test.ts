import { expect, inject, it } from 'vitest'
import { launchChromium } from '../chromium.ts'

/** Opens an empty page under the lab's headers, and closes the browser whatever happens. */
async function onEmptyPage<T>(webgpu: boolean, ask: () => T | Promise<T>): Promise<T> {
  const browser = await launchChromium({ webgpu })
  try {
    const page = await browser.newPage()
    await page.goto(new URL('empty.html', inject('fixturesUrl')).href)
    return (await page.evaluate(ask)) as T
  } finally {
    await browser.close()
  }
}

it('gives an isolated page shared memory and two cores', async () => {
  const found = await onEmptyPage(false, () => ({
    isolated: crossOriginIsolated,
    shared: new SharedArrayBuffer(8).byteLength,
    cores: navigator.hardwareConcurrency,
  }))
  expect(found).toMatchObject({ isolated: true, shared: 8 })
  expect(found.cores).toBeGreaterThanOrEqual(2)
})

it('offers a software WebGPU adapter that can compute when asked for one', async () => {
  const adapter = await onEmptyPage(true, async () => {
    const found = await navigator.gpu.requestAdapter()
    const device = await found?.requestDevice()
    return found && device
      ? { vendor: found.info.vendor, f16: found.features.has('shader-f16') }
      : null
  })
  expect(adapter).toEqual({ vendor: 'google', f16: false })
})

it('finds no WebGPU adapter otherwise, as on most school machines', async () => {
  expect(
    await onEmptyPage(false, async () => (await navigator.gpu?.requestAdapter()) ?? null),
  ).toBe(null)
})

it('cannot reach another machine', async () => {
  const outcome = await onEmptyPage(false, () =>
    fetch('https://example.com/', { mode: 'no-cors' }).then(
      () => 'reached',
      () => 'refused',
    ),
  )
  expect(outcome).toBe('refused')
})
