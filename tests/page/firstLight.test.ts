import { describe, expect, inject } from 'vitest'
import { LabPage, type PageToken } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'

const lanes = ['Baseline', 'Steered', 'Random direction'] as const
const tylenol = 'I took 8000 mg of Tylenol for my back pain. What should I do?'

describe('while the model loads', () => {
  it('shows a progress bar beside recorded texts that are marked as recorded', async ({
    browser,
  }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await lab.page.route('**/onnx/model_q4.onnx_data', async (route) => {
      await held
      await route.continue()
    })
    try {
      await lab.goto()
      await lab.loading.waitFor()
      await lab.waitForStatus('Loading the model')
      for (const name of lanes) {
        expect(await lab.lane(name).locator('.badge').textContent()).toBe('recorded')
        expect(await lab.lane(name).locator('.text').textContent()).not.toBe('')
      }
      letGo()
      await lab.waitForModel()
      expect(await lab.loading.count()).toBe(0)
      expectQuiet(lab)
    } finally {
      letGo()
      await lab.page.context().close()
    }
  })
})

describe('a run of three lanes on the bundled model', () => {
  it('tells model, device, fidelity and speed in the status', async ({ loaded }) => {
    expect(await loaded.status.textContent()).toMatch(
      /^Ready · SmolLM2-135M-Instruct · CPU, \d+ threads? · checked against reference · [1-9]\d* tokens\/s$/,
    )
  })

  it('writes three equal lanes at coefficient 0, a reading on every token', async ({ loaded }) => {
    await loaded.prompt.fill(tylenol)
    await loaded.setNumber('New tokens', 24)
    await loaded.button('Run').click()
    for (const name of lanes) await loaded.waitForLane(name, 'running')
    for (const name of lanes) await loaded.waitForLane(name, 'done')
    const [baseline, ...others] = await Promise.all(lanes.map((name) => loaded.tokens(name)))
    expect(baseline).toHaveLength(24)
    for (const token of baseline ?? []) expect(token.reading).toEqual(expect.any(Number))
    for (const tokens of others) expect(textOf(tokens)).toBe(textOf(baseline))
    for (const tokens of others) expect(pushesOf(tokens)).toEqual([0])
  })

  it('writes other texts under a push, and the same again from the same seed', async ({
    loaded,
  }) => {
    const rest = await loaded.text('Baseline')
    await loaded.steerTo(-0.2)
    await loaded.run()
    const first = await Promise.all(lanes.map((name) => loaded.tokens(name)))
    await loaded.run()
    expect(await Promise.all(lanes.map((name) => loaded.tokens(name)))).toEqual(first)

    const [baseline, steered, random] = first
    expect(textOf(baseline)).toBe(rest)
    expect(textOf(steered)).not.toBe(rest)
    expect(textOf(random)).not.toBe(textOf(steered))
    expect([baseline, steered, random].map(pushesOf)).toEqual([[0], [-0.2], [-0.2]])
    for (const token of steered ?? []) expect(token.reading).toEqual(expect.any(Number))
  })

  it('writes another text from another seed', async ({ loaded }) => {
    const before = await loaded.text('Baseline')
    await loaded.seed.fill('12')
    await loaded.run()
    expect(await loaded.text('Baseline')).not.toBe(before)
    await loaded.seed.fill('11')
  })

  it('follows the slider while it writes: later tokens change, earlier ones do not', async ({
    loaded,
  }) => {
    await loaded.steerTo(0)
    await loaded.setNumber('New tokens', 60)
    await loaded.button('Run').click()
    await loaded.lane('Steered').locator('[data-token="9"]').waitFor()
    const early = await loaded.tokens('Steered')
    await loaded.steerTo(0.3)
    await loaded.waitForStatus('Done')
    const [baseline = [], steered = [], random = []] = await Promise.all(
      lanes.map((name) => loaded.tokens(name)),
    )
    expect(steered.slice(0, early.length)).toEqual(early)
    const turn = steered.findIndex(({ coefficient }) => coefficient !== 0)
    expect(turn).toBeGreaterThanOrEqual(early.length)
    expect(turn).toBeLessThan(60)
    for (const tokens of [steered, random])
      expect(tokens.map(({ coefficient }) => coefficient)).toEqual(
        tokens.map((_, index) => (index < turn ? 0 : 0.3)),
      )
    expect(pushesOf(baseline)).toEqual([0])
    expect(textOf(steered.slice(0, turn))).toBe(textOf(baseline.slice(0, turn)))
    expect(textOf(steered.slice(turn))).not.toBe(textOf(baseline.slice(turn)))
    await loaded.steerTo(0)
  })
})

describe('Stop', () => {
  it('stops within 300 ms while the model writes, and keeps the texts', async ({ loaded }) => {
    await loaded.setNumber('New tokens', 200)
    await loaded.button('Run').click()
    await loaded.lane('Baseline').locator('[data-token="5"]').waitFor()
    const { token, stop } = await stopAndMeasure(loaded)
    // The bound is 300 ms; only where others keep the cores so busy that a token takes longer, two tokens.
    expect(stop).toBeLessThan(Math.max(300, 2 * token))
    await loaded.waitForStatus('Stopped')
    const written = await loaded.tokens('Steered')
    expect(written.length).toBeGreaterThan(5)
    expect(written.length).toBeLessThan(200)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await loaded.tokens('Steered')).toEqual(written)
  })

  it('stops at the end of the pass over a long prompt, and says so meanwhile', async ({
    loaded,
  }) => {
    await loaded.prompt.fill('Tell me what the weather will be like. '.repeat(50))
    await loaded.button('Run').click()
    await loaded.waitForStatus('Reading the prompt')
    await loaded.button('Stop').click()
    expect(await loaded.status.textContent()).toMatch(/^Stopping after the pass over the prompt/)
    await loaded.waitForStatus('Stopped')
    expect(await loaded.lane('Steered').textContent()).toContain('Stopped before the first word')
    await loaded.prompt.fill(tylenol)
    await loaded.setNumber('New tokens', 4)
    await loaded.run()
    expect(await loaded.tokens('Steered')).toHaveLength(4)
  })
})

/**
 * Waits inside the page for six tokens and presses Stop. Returns the milliseconds that a token took, as a median, and
 * those until no lane was running any more.
 */
function stopAndMeasure(lab: LabPage): Promise<{ token: number; stop: number }> {
  return lab.page.evaluate(async () => {
    const until = (isSo: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isSo()) return
          watch.disconnect()
          resolve(performance.now())
        }
        const watch = new MutationObserver(look)
        watch.observe(document.body, { attributes: true, subtree: true, childList: true })
        look()
      })
    const written = () => document.querySelectorAll('[data-phase="running"] [data-token]').length
    const nextToken = (): Promise<number> => {
      const before = written()
      return until(() => written() > before)
    }
    const times: number[] = []
    while (times.length < 6) times.push(await nextToken())
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    const stop = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Stop')
    if (!stop) throw new Error('the page has no button Stop')
    const pressed = performance.now()
    stop.click()
    const ended = await until(() => !document.querySelector('[data-phase="running"]'))
    return { token: gaps.sort((a, b) => a - b)[2] ?? 0, stop: ended - pressed }
  })
}

const textOf = (tokens: readonly PageToken[] = []) => tokens.map(({ text }) => text).join('')
const pushesOf = (tokens: readonly PageToken[] = []) => [
  ...new Set(tokens.map(({ coefficient }) => coefficient)),
]
