import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { HtmlTagDescriptor, Plugin, PluginOption, ResolvedConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const page = 'index.html'
const unsealed = 'unsealed' // stands in the page until its version is known
const placeOfVersion = `"${unsealed}"`

interface Entry {
  url: string
  revision: string | null
  integrity?: string
}

/**
 * Builds the service worker with the list of all files that make up this version: each with the SHA-256 that it must
 * have, and the page with the name of the version, a hash over all of them. Weights of models are not among them.
 */
export function offlineApp(): PluginOption {
  let outDir = ''
  const folder: Plugin = {
    name: 'evenkeel:version-in-page',
    apply: 'build',
    configResolved(config: ResolvedConfig) {
      outDir = resolve(config.root, config.build.outDir)
    },
    transformIndexHtml: () => [versionTag],
  }
  return [
    folder,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'serviceWorker.ts',
      injectRegister: false,
      manifest: false, // public/manifest.webmanifest
      integration: {
        configureCustomSWViteBuild(options) {
          options.logLevel = 'warn'
        },
      },
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,json,svg,png,ico,woff2,txt,webmanifest,wasm}'],
        globIgnores: ['models/*/onnx/**'],
        maximumFileSizeToCacheInBytes: 40e6,
        manifestTransforms: [
          (entries) => ({
            // A build that failed comes here too, without a page: its own error is the one to tell.
            manifest: existsSync(join(outDir, page)) ? sealVersion(entries, outDir) : [],
          }),
        ],
      },
    }),
  ]
}

const versionTag: HtmlTagDescriptor = {
  tag: 'meta',
  attrs: { name: 'evenkeel-version', content: unsealed },
  injectTo: 'head',
}

/**
 * The files of a version with their hashes; writes the name of the version, which follows from them, into the page.
 * Throws when the page has no place for it: its tabs would be of no version.
 */
export function sealVersion<T extends Entry>(entries: readonly T[], outDir: string): T[] {
  const hashed = entries.map((entry) => ({ entry, sha256: hashOf(join(outDir, entry.url)) }))
  const list = hashed.map(({ entry, sha256 }) => `${entry.url} ${sha256.toString('hex')}`)
  const version = createHash('sha256').update(list.sort().join('\n')).digest('hex').slice(0, 16)
  const path = join(outDir, page)
  const text = readFileSync(path, 'utf8')
  if (text.split(placeOfVersion).length !== 2)
    throw new Error(`${page} should say ${placeOfVersion} once, where the name of its version goes`)
  writeFileSync(path, text.replace(placeOfVersion, `"${version}"`))
  return hashed.map(({ entry, sha256 }) =>
    entry.url === page
      ? { ...entry, revision: version }
      : {
          ...entry,
          revision: entry.revision === null ? null : sha256.toString('hex').slice(0, 16),
          integrity: `sha256-${sha256.toString('base64')}`,
        },
  )
}

const hashOf = (path: string): Buffer => createHash('sha256').update(readFileSync(path)).digest()
