import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageHeaders } from '../../demo/builtPage.ts'
import { filesBelow } from '../../demo/demoFolder.ts'
import { DemoServer, largeSize, movedDemo, pathWith, systemProgram } from './demoServer.ts'

let folder: string
let headers: string[]
const paths: string[] = []

beforeAll(async () => {
  headers = await pageHeaders()
  folder = await movedDemo(headers)
})
afterAll(() => {
  for (const path of [dirname(folder), ...paths]) rmSync(path, { recursive: true })
})

/** Each way to start a server that this system can take, with all other ways out of its reach. */
const ways = (
  [
    ['perl, from the Linux script', 'start-on-linux.sh', 'perl', 'xdg-open'],
    ['python3, from the Linux script', 'start-on-linux.sh', 'python3', 'xdg-open'],
    ['perl, from the macOS script', 'Start on macOS.command', 'perl', 'open'],
  ] as const
).filter(([, , program]) => process.platform !== 'win32' && systemProgram(program) !== null)

describe.each(ways)('the demo folder on %s', (_, script, program, opener) => {
  let server: DemoServer
  beforeAll(async () => {
    const path = pathWith(program)
    paths.push(path)
    server = await DemoServer.start(join(folder, script), path)
  })
  afterAll(() => server.stop())

  it('sends the page with the headers of npm start, isolation and policy among them', async () => {
    const answer = await server.fetch('')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Stand-in')
    expect(headers.length).toBeGreaterThan(5)
    for (const header of headers) {
      const [name = '', value] = header.split(/: (.*)/)
      expect(answer.headers.get(name), name).toBe(value)
    }
    expect(answer.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  it.each([
    ['', 'text/html; charset=utf-8'],
    ['assets/a.js?v=1', 'text/javascript; charset=utf-8'],
    ['assets/a.css', 'text/css; charset=utf-8'],
    ['assets/a.wasm', 'application/wasm'],
    ['assets/a.svg', 'image/svg+xml; charset=utf-8'],
    ['assets/a.png', 'image/png'],
    ['assets/a.onnx', 'application/octet-stream'],
    ['assets/a.bin', 'application/octet-stream'],
    ['site.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['models/Tiny-1/config.json', 'application/json; charset=utf-8'],
    ['models/Tiny-1/LICENSE', 'text/plain; charset=utf-8'],
    ['models/Tiny-1/weights.onnx_data', 'application/octet-stream'],
  ])('names the type of %s', async (path, type) => {
    const answer = await server.fetch(path, { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(type)
  })

  it('sends files as they are, also empty ones and names that come percent-encoded', async () => {
    expect(await (await server.fetch('assets/a.css')).text()).toBe('contents of a.css')
    expect(await (await server.fetch('%61ssets/%61.css')).text()).toBe('contents of a.css')
    const empty = await server.fetch('assets/empty.txt')
    expect([empty.status, empty.headers.get('content-length')]).toEqual([200, '0'])
  })

  it('answers HEAD with the length and no body', async () => {
    const answer = await server.raw('HEAD /assets/a.css HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toContain('\r\nContent-Length: 17\r\n')
    expect(answer.endsWith('\r\n\r\n')).toBe(true)
  })

  it.each([
    '/missing.js',
    '/assets',
    '/assets/',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '//etc/passwd',
    '/C:/secret.txt',
    '/assets/a.css%00.html',
    '/assets/a.css%0a',
    '/./index.html',
    '/server/headers.txt',
    '/assets/a.css::$DATA',
  ])('has nothing at %s', async (path) => {
    const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
    expect(answer).toContain('\r\nCross-Origin-Embedder-Policy: require-corp\r\n')
    expect(answer).toMatch(/\r\n\r\n404 Not Found\n$/)
  })

  it.each([
    ['GET secret.txt HTTP/1.1\r\n\r\n', '400 Bad Request'],
    ['GET http://127.0.0.1/ HTTP/1.1\r\n\r\n', '400 Bad Request'],
    ['\0\x01\x02\r\n\r\n', '400 Bad Request'],
    ['POST / HTTP/1.1\r\n\r\n', '405 Method Not Allowed'],
    [`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, '431 Request Header Fields Too Large'],
  ])('refuses %j', async (request, status) => {
    expect(await server.raw(request)).toMatch(new RegExp(`^HTTP/1\\.1 ${status}\r\n`))
  })

  it('goes on after visitors who leave early', async () => {
    for (let visit = 0; visit < 20; visit += 1) {
      const leaving = new AbortController()
      await server.fetch('models/Tiny-1/weights.onnx_data', { signal: leaving.signal })
      leaving.abort()
    }
    expect((await server.fetch('')).status).toBe(200)
  })

  it('streams a file of 120 MB with its length while it answers others', async () => {
    const large = await server.fetch('models/Tiny-1/weights.onnx_data')
    expect(large.headers.get('content-length')).toBe(String(largeSize))
    const reader = large.body?.getReader()
    const first = await reader?.read()
    expect(Buffer.from(first?.value ?? []).toString('latin1', 0, 5)).toBe('begin')
    // Nobody takes more of the large file now, and fifteen others are answered all the same.
    const others = await Promise.all(
      Array.from({ length: 15 }, async () => (await server.fetch('assets/a.js')).text()),
    )
    expect(new Set(others)).toEqual(new Set(['contents of a.js']))
    let length = first?.value?.length ?? 0
    for (;;) {
      const next = await reader?.read()
      if (!next || next.done) break
      length += next.value.length
    }
    expect(length).toBe(largeSize)
  })

  it.runIf(process.platform === 'linux')('listens on its one address only', async () => {
    // All of 127.0.0.0/8 is this computer: a server that listened everywhere would answer here too.
    await expect(fetch(`http://127.0.0.2:${server.port}/`)).rejects.toThrow()
  })

  it('takes the next port on a second start, and ends by its process id', async () => {
    const second = await DemoServer.start(join(folder, script))
    try {
      expect(second.port).toBeGreaterThan(server.port)
      expect((await second.fetch('')).status).toBe(200)
    } finally {
      await second.stop()
    }
    await expect(second.fetch('')).rejects.toThrow()
    expect((await server.fetch('')).status).toBe(200)
  })

  it('opens the browser at its address, and none when told so', async () => {
    const path = pathWith(program)
    paths.push(path)
    const opened = join(path, 'opened')
    writeFileSync(join(path, opener), `#!/bin/sh\necho "$@" >> '${opened}'\n`, { mode: 0o755 })
    const silent = await DemoServer.start(join(folder, script), path, {
      DISPLAY: ':0',
      EVENKEEL_NO_BROWSER: '1',
    })
    const loud = await DemoServer.start(join(folder, script), path, { DISPLAY: ':0' })
    await expect.poll(() => existsSync(opened)).toBe(true)
    await expect.poll(() => readFileSync(opened, 'utf8')).toBe(`${loud.url}\n`)
    await Promise.all([silent.stop(), loud.stop()])
  })

  it('writes nothing into its folder', async () => {
    const before = await filesBelow(folder)
    await server.fetch('')
    expect(await filesBelow(folder)).toEqual(before)
    expect(readdirSync(folder).sort()).toEqual([
      'README.txt',
      'Start on Windows.bat',
      'Start on macOS.command',
      'app',
      'secret.txt',
      'server',
      'start-on-linux.sh',
    ])
  })
})

describe.runIf(process.platform !== 'win32')('the Linux script on a system with nothing', () => {
  it('says in one sentence what to install', async () => {
    const path = pathWith()
    paths.push(path)
    await expect(DemoServer.start(join(folder, 'start-on-linux.sh'), path)).rejects.toThrow(
      /^Evenkeel needs perl, python3 or busybox to show itself: install one of them/,
    )
  })

  it('says what is missing when the page was not copied along', async () => {
    const half = await movedDemo(headers)
    paths.push(dirname(half))
    rmSync(join(half, 'app'), { recursive: true })
    await expect(DemoServer.start(join(half, 'start-on-linux.sh'))).rejects.toThrow(
      'There is no folder app beside server. Copy the whole folder again.',
    )
  })
})
