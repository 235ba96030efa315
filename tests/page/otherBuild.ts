import { copyFile, link, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sealVersion } from '../../vite.offline.ts'
import type { FolderFiles } from './tinyModel.ts'

const dist = join(import.meta.dirname, '../../dist')
const model = 'models/SmolLM2-135M-Instruct'
const isText = /\.(js|css|html|webmanifest)$/
const listInWorker = /\[\{"(?:integrity|revision|url)":.*?\}\]/s

/**
 * Makes a copy of the built lab that is another version, as a build of changed sources would be: every script has another
 * name, and tells when it runs by adding its letter to `builds`; the web manifest has another text. A tiny model that
 * writes slowly takes the place of the bundled one.
 */
export async function otherBuild(folder: string, letter: string, tiny: FolderFiles): Promise<void> {
  const paths = (await readdir(dist, { recursive: true, encoding: 'utf8' })).map((path) =>
    path.replaceAll('\\', '/'),
  )
  const renamed = new Map<string, string>()
  for (const path of paths) {
    const [, name, hash] = /^assets\/(.*)-([\w-]{8})\.(?:js|css)$/.exec(path) ?? []
    if (name && hash) renamed.set(`${name}-${hash}`, `${name}-${hash.slice(1)}${letter}`)
  }
  const names = new RegExp([...renamed.keys()].join('|'), 'g')
  const inBuild = (text: string) => text.replace(names, (name) => renamed.get(name) ?? name)
  const put = async (path: string, content: string | Buffer) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  for (const path of paths) {
    if (path.startsWith(`${model}/`) && !path.includes('/recordings/')) continue
    if (!(await stat(join(dist, path))).isFile()) continue
    if (isText.test(path) && path !== 'serviceWorker.js')
      await put(
        inBuild(path),
        inBuild(marked(path, await readFile(join(dist, path), 'utf8'), letter)),
      )
    else if (path.endsWith('.wasm')) await linked(path, folder)
    else await put(path, await readFile(join(dist, path)))
  }
  for (const [path, bytes] of tiny) await put(`${model}/${path}`, bytes)
  await writeWorker(folder)
}

/** Makes the worker of a folder list the files that are in it now. `before` is put in front of its script. */
export async function writeWorker(folder: string, before = ''): Promise<void> {
  const page = join(folder, 'index.html')
  const text = await readFile(page, 'utf8')
  await writeFile(page, text.replace(/(evenkeel-version" content=)"\w+"/, '$1"unsealed"'))
  const paths = await readdir(folder, { recursive: true, encoding: 'utf8' })
  const entries = paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.\w+$/.test(path) && !/\/onnx\/|^serviceWorker/.test(path))
    .map((url) => ({ url, revision: url.startsWith('assets/') ? null : '' }))
  const list = JSON.stringify(sealVersion(entries, folder))
  const worker = await readFile(join(dist, 'serviceWorker.js'), 'utf8')
  if (!listInWorker.test(worker)) throw new Error('the built service worker has no list of files')
  await writeFile(
    join(folder, 'serviceWorker.js'),
    before + worker.replace(listInWorker, () => list),
  )
}

function marked(path: string, text: string, letter: string): string {
  if (path === 'manifest.webmanifest') return text.replace('Evenkeel', `Evenkeel ${letter}`)
  if (!path.endsWith('.js')) return text
  const before = path.includes('/worker-') ? slowly : ''
  return `${before}${text}\n;(globalThis.builds??=new Set).add('${letter}')`
}

/** Lets the worker answer every 15 ms at most: a tiny model would be done before anything can happen meanwhile. */
const slowly = `const post = postMessage
let next = 0
globalThis.postMessage = (...message) => {
  next = Math.max(next, performance.now()) + 15
  setTimeout(() => post(...message), next - performance.now())
}
`

async function linked(path: string, folder: string): Promise<void> {
  const [from, to] = [join(dist, path), join(folder, path)]
  await mkdir(dirname(to), { recursive: true })
  await link(from, to).catch(() => copyFile(from, to))
}
