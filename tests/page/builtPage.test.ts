import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { manifestPath, parseManifest } from '../../src/model/manifest.ts'

const root = join(import.meta.dirname, '../..')
const model = 'models/SmolLM2-135M-Instruct'
const weights = `${model}/onnx/model_q4.onnx_data`
const assets = readdirSync(join(root, 'dist/assets'))
const textOf = (asset: string) => readFileSync(join(root, 'dist/assets', asset), 'utf8')
const sha256Of = (path: string) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'dist', path)))
    .digest('base64')
const recordings = 'evenkeel/recordings/' // no files of the model: they have an index of their own
const ask = (path: string, method = 'GET') => fetch(new URL(path, inject('labUrl')), { method })

describe('the built page', () => {
  it('carries one runtime for the CPU and one for the GPU, each once', () => {
    const runtimes = assets
      .filter((asset) => asset.endsWith('.wasm'))
      .map((asset) => asset.replace(/-[^-]*$/, ''))
    expect(runtimes.sort()).toEqual(['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.asyncify'])
  })

  it('carries React as people get it, not as developers do', () => {
    const page = assets.filter((asset) => /^index-.*\.js$/.test(asset)).map(textOf)
    expect(page).toHaveLength(1)
    expect(page[0]).not.toContain('Cannot update a component') // said to developers only
    expect(page[0]?.length).toBeLessThan(720_000) // 225 kB packed, the experiments and their texts among it
  })

  it('starts no second worker in the threads of a runtime', () => {
    const runtimes = assets.filter((asset) => /^ort\.(wasm|webgpu)\..*\.js$/.test(asset))
    expect(runtimes).toHaveLength(2)
    for (const runtime of runtimes)
      expect(textOf(runtime)).not.toMatch(/from\s*["'`]\.\/(worker|engine|index)/)
  })

  it('has no inline script and no inline style, and states its policy for hosts without headers', () => {
    const html = readFileSync(join(root, 'dist/index.html'), 'utf8')
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/)
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src/)
  })

  it('brings the whole model along: every file of its manifest in its full length, and no other', () => {
    const there = join(root, 'dist', model)
    const manifest = parseManifest(
      JSON.parse(readFileSync(join(root, model, manifestPath), 'utf8')),
    )
    const built = readdirSync(there, { recursive: true, encoding: 'utf8' })
      .map((path) => [path.replaceAll('\\', '/'), statSync(join(there, path))] as const)
      .filter(([path, stats]) => stats.isFile() && !path.startsWith(recordings))
      .map(([path, { size }]) => [path, size])
    const beside = [manifestPath, 'LICENSE', 'README.md'] // what the manifest does not list
    const listed = Object.entries(manifest.files).map(([path, { bytes }]) => [path, bytes])
    expect(Object.fromEntries(built.filter(([path]) => !beside.includes(String(path))))).toEqual(
      Object.fromEntries(listed),
    )
    expect(built.map(([path]) => path)).toEqual(expect.arrayContaining(beside))
  })
})

describe('the built service worker', () => {
  const worker = readFileSync(join(root, 'dist/serviceWorker.js'), 'utf8')

  it('lists every file of the build but weights, each but the page with its SHA-256', () => {
    const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(root, 'dist', path)).isFile())
      .filter((path) => !/\/onnx\/|^serviceWorker|\/LICENSE$|\.md$/.test(path))
    const [list = '[]'] = /\[\{"(?:integrity|revision|url)":.*?\}\]/s.exec(worker) ?? []
    const listed: { url: string; integrity?: string }[] = JSON.parse(list)
    expect(listed.map(({ url }) => url).sort()).toEqual(files.sort())
    for (const { url, integrity } of listed)
      if (url !== 'index.html') expect(integrity, url).toBe(`sha256-${sha256Of(url)}`)
  })

  it('names in the page the version that it serves', () => {
    const html = readFileSync(join(root, 'dist/index.html'), 'utf8')
    const version = /name="evenkeel-version" content="([0-9a-f]{16})"/.exec(html)?.[1]
    expect(version).toBeDefined()
    expect(worker).toContain(`"revision":"${version}","url":"index.html"`)
  })

  it('is small: it knows nothing of the page', () => {
    expect(worker.replace(/\[\{.*\}\]/s, '').length).toBeLessThan(12_000)
  })
})

describe('the server of npm start', () => {
  it('isolates the page and lets it reach its own origin only', async () => {
    const { headers } = await ask('')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('content-security-policy')).toMatch(
      /script-src 'self' 'wasm-unsafe-eval';.*connect-src 'self';/,
    )
  })

  it('answers 404 for a file that is missing, never with the page in its place', async () => {
    for (const path of ['models/nothing/config.json', 'models/', 'nothing'])
      expect((await ask(path)).status).toBe(404)
  })

  it('sends weights as they are and says how long they are', async () => {
    const { headers } = await ask(weights, 'HEAD')
    expect(headers.get('content-encoding')).toBe(null)
    expect(Number(headers.get('content-length'))).toBe(statSync(join(root, weights)).size)
  })
})
