import type { Browser, CDPSession } from 'playwright-core'

/** 10 Mbit/s each way and 40 ms of latency, as on a school's line. */
const network = {
  latency: 40,
  downloadThroughput: 1.25e6,
  uploadThroughput: 1.25e6,
  offline: false,
}

export interface FirstVisit {
  picture: number // ms to the first contentful paint
  moving: number // ms until the slider is there and the text beside it has grown
  scripts: number // bytes of script as they came over the wire, packed
  weights: string[] // requests for weights of a model
}

interface Seen {
  slider: number
  moved: number
  tokens: number
}

/**
 * Runs in the page: notes when the slider is there, and when another token joins a text. Nothing in it has a name of its own: tsx would
 * wrap it in a function that the page does not have.
 */
const watchFront = (): void => {
  const seen: Seen = { slider: 0, moved: 0, tokens: 0 }
  Object.assign(globalThis, { seenOnFront: seen })
  new MutationObserver(() => {
    if (!seen.slider && document.querySelector('input[type="range"]'))
      seen.slider = performance.now()
    const tokens = document.querySelectorAll('[data-token]').length
    if (!seen.moved && seen.tokens > 0 && tokens > seen.tokens) seen.moved = performance.now()
    seen.tokens = tokens
  }).observe(document, { childList: true, subtree: true })
}

/** Opens the front page as somebody does who was never there, over a slow line. */
export async function firstVisit(browser: Browser, url: string): Promise<FirstVisit> {
  const context = await browser.newContext({ serviceWorkers: 'block' }) // it fetches for later visits, behind this one
  try {
    const page = await context.newPage()
    await page.addInitScript(watchFront)
    const protocol = await context.newCDPSession(page)
    const scripts = await countScripts(protocol)
    await protocol.send('Network.emulateNetworkConditions', network)
    const weights: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('.onnx')) weights.push(request.url())
    })
    await page.goto(url)
    await page.waitForTimeout(4000) // also what else it might fetch
    const { seen, picture } = await page.evaluate(() => ({
      seen: (globalThis as { seenOnFront?: Seen }).seenOnFront,
      picture: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    }))
    if (!seen?.slider || !seen.moved || picture === undefined)
      throw new Error('the front page did not move within four seconds')
    const moving = Math.max(seen.slider, seen.moved, picture)
    return { picture, moving, scripts: scripts(), weights }
  } finally {
    await context.close()
  }
}

/** Counts what scripts weigh on the wire from now on; the answer tells how much it is. */
async function countScripts(protocol: CDPSession): Promise<() => number> {
  const scripts = new Set<string>()
  let bytes = 0
  protocol.on('Network.responseReceived', ({ type, requestId }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await protocol.send('Network.enable')
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true })
  return () => bytes
}
