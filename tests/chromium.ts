import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

export interface ChromiumOptions {
  webgpu?: boolean // with a software adapter: every call works, slowly and without 16-bit floats
  args?: readonly string[]
}

interface Installed {
  executablePath: string
  env: Record<string, string>
}

const quiet = [
  '--no-pings',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]
const software = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']

/**
 * Starts a headless Chromium that can reach this machine only: EVENKEEL_CHROMIUM, one on PATH, or the one that comes
 * with `npm ci`. Playwright ends it, by its own process id, when it is closed and when this process ends first.
 */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    env: { ...process.env, ...env },
    args: [...quiet, ...(options.webgpu ? software : []), ...(options.args ?? [])],
    ignoreDefaultArgs: options.webgpu ? ['--disable-gpu'] : [],
  })
}

async function findChromium(): Promise<Installed> {
  const named = process.env['EVENKEEL_CHROMIUM']
  if (named) return { executablePath: named, env: {} }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path))
  return found ? { executablePath: found, env: {} } : unpackedChromium()
}

/** The npm package holds a Linux browser in four Brotli files; they are unpacked once, beside the other caches. */
async function unpackedChromium(): Promise<Installed> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'Name a Chromium in EVENKEEL_CHROMIUM: the one in node_modules is for Linux on x64 only.',
    )
  const require = createRequire(import.meta.url)
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../..')
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8'))
  const caches = join(packed, '../../.cache')
  const folder = join(caches, `chromium-${version}`)
  if (!existsSync(folder)) {
    await mkdir(caches, { recursive: true })
    const half = await mkdtemp(join(caches, 'chromium-'))
    try {
      await unpack(join(packed, 'bin'), half)
      await rename(half, folder)
    } catch (error) {
      await rm(half, { recursive: true })
      if (!existsSync(folder)) throw error // otherwise another run was faster
    }
  }
  const executablePath = join(folder, 'chromium')
  return { executablePath, env: { ...librariesFor(executablePath), ...(await fontsFor(folder)) } }
}

async function unpack(packed: string, folder: string): Promise<void> {
  await unbrotli(join(packed, 'chromium.br'), join(folder, 'chromium'))
  for (const archive of ['swiftshader', 'al2023', 'fonts']) {
    const tar = join(folder, `${archive}.tar`) // as a file: tar stops reading a pipe before its end
    await unbrotli(join(packed, `${archive}.tar.br`), tar)
    const { status } = spawnSync('tar', ['-x', '--no-same-owner', '-f', tar, '-C', folder])
    if (status !== 0) throw new Error(`tar could not unpack ${archive} (status ${status}).`)
    await rm(tar)
  }
}

const unbrotli = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }))

/** The package's own NSS and expat, where the machine has none. */
function librariesFor(executablePath: string): Record<string, string> {
  const { status, stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' })
  if (status === 0 && !stdout.includes('not found')) return {}
  const paths = [join(dirname(executablePath), 'lib'), process.env['LD_LIBRARY_PATH']]
  return { LD_LIBRARY_PATH: paths.filter(Boolean).join(delimiter) }
}

/** One open font where the machine has no font configuration: without it pages render no text at all. */
async function fontsFor(folder: string): Promise<Record<string, string>> {
  if (existsSync('/etc/fonts/fonts.conf')) return {}
  const file = join(folder, 'own-fonts.conf')
  const places = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>`
  await writeFile(file, `<?xml version="1.0"?>\n<fontconfig>${places}</fontconfig>\n`)
  return { FONTCONFIG_FILE: file }
}
