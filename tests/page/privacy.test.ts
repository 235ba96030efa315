import { describe, expect, inject } from 'vitest'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'

const rooms = ['Lab', 'Directions', 'Experiments', 'Lessons', 'Models'] as const

describe('a visit to every room, with a run and a derivation', () => {
  it('sends nothing to another origin, breaks no policy and leaves no inline code', {
    timeout: 240_000,
  }, async ({ browser }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    const { page } = lab
    const sockets: string[] = []
    page.on('websocket', (socket) => sockets.push(socket.url()))
    await page.addInitScript(() => {
      const broken: string[] = []
      Object.assign(globalThis, { brokenPolicies: broken })
      document.addEventListener('securitypolicyviolation', (event) =>
        broken.push(`${event.violatedDirective}: ${event.blockedURI}`),
      )
    })
    await lab.goto()
    await lab.waitForModel()
    await lab.setNumber('New tokens', 5)
    await lab.run()
    for (const room of rooms) {
      await lab.enter(room)
      expect(await inlineCode(lab), room).toEqual([])
    }
    await lab.enter('Directions')
    await lab.button('Derive').click()
    await page.getByRole('progressbar', { name: 'Deriving' }).waitFor()
    expect(await inlineCode(lab), 'while deriving').toEqual([])
    await lab.button('Cancel').click()
    await page.getByText('Cancelled.').waitFor({ timeout: 110_000 })

    expect(await page.evaluate(() => Reflect.get(globalThis, 'brokenPolicies'))).toEqual([])
    expect(sockets).toEqual([])
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => Object.keys(localStorage).toSorted())).toEqual([
      'evenkeel.draft',
      'evenkeel.mode',
      'evenkeel.points',
    ])
    // The record would be worth nothing if it did not see what the worker asks for.
    expect(lab.requests.join()).toMatch(/model_q4\.onnx_data.*\.wasm|\.wasm.*model_q4\.onnx_data/)
    expectQuiet(lab)
    await page.context().close()
  })

  it('is under a policy that allows no inline code, no eval and no other origin', async () => {
    const { headers } = await fetch(inject('labUrl'))
    const policy = headers.get('content-security-policy') ?? ''
    const rules = new Map(
      policy.split(';').map((rule) => {
        const [name = '', ...sources] = rule.trim().split(/\s+/)
        return [name, sources] as const
      }),
    )
    const allowed = ["'self'", "'none'", "'wasm-unsafe-eval'", 'data:', 'blob:']
    expect([...rules.values()].flat().filter((source) => !allowed.includes(source))).toEqual([])
    expect(rules.get('default-src')).toEqual(["'self'"])
    expect(rules.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"])
    expect(rules.get('style-src')).toEqual(["'self'"])
    expect(rules.get('connect-src')).toEqual(["'self'"])
    expect(rules.get('worker-src')).toEqual(["'self'"])
    expect(rules.get('object-src')).toEqual(["'none'"])
    expect(rules.get('base-uri')).toEqual(["'none'"])
  })
})

/** Scripts and styles in the markup, and handlers in attributes; a style set by a script is no markup. */
function inlineCode(lab: LabPage): Promise<string[]> {
  return lab.page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches('script:not([src]), style') ||
          element.getAttributeNames().some((name) => name.startsWith('on')),
      )
      .map((element) => element.outerHTML.slice(0, 80)),
  )
}
