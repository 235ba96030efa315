import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite'
import { lessonPlugin } from './src/lessons/build/lessonPlugin.ts'
import { offlineApp } from './vite.offline.ts'

const root = import.meta.dirname

/** What the built page may do: its own scripts, WebAssembly, and requests to where it came from. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** The development server reloads modules through inline scripts, inline styles and a socket. */
const developmentPolicy = policy.map((rule) =>
  /^(script|style)-src/.test(rule)
    ? `${rule} 'unsafe-inline'`
    : rule.startsWith('connect-src')
      ? `${rule} ws:`
      : rule,
)

/** Isolation gives the page SharedArrayBuffer and so threads; the rest gives it nothing it does not use. */
const headersWith = (rules: readonly string[]) => ({
  'Content-Security-Policy': [...rules, "frame-ancestors 'self'"].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
})

/** The same policy inside the page, for hosts that send no headers (frame-ancestors works in headers only). */
function policyInPage(): Plugin {
  const tag: HtmlTagDescriptor = {
    tag: 'meta',
    attrs: { 'http-equiv': 'Content-Security-Policy', content: policy.join('; ') },
    injectTo: 'head-prepend',
  }
  return { name: 'evenkeel:policy-in-page', apply: 'build', transformIndexHtml: () => [tag] }
}

/**
 * Puts the folders of `models/` beside the built page, weights as hard links where the disk allows: they are not stored
 * twice. All else is copied: the service worker knows its hashes, and `models/` may be written to after the build.
 */
function bundledModels(): Plugin {
  let outDir = ''
  return {
    name: 'evenkeel:bundled-models',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir
    },
    closeBundle(error?: Error) {
      if (error) return
      for (const entry of readdirSync(join(root, 'models'), { withFileTypes: true }))
        if (entry.isDirectory())
          linkTree(join(root, 'models', entry.name), resolve(root, outDir, 'models', entry.name))
    },
  }
}

const small = 5e6 // bytes

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) linkTree(source, target)
    else if (statSync(source).size > small) linkOrCopy(source, target)
    else copyFileSync(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target) // another disk, or one without links
  }
}

/** The preview server packs what it takes for text, weights included: that costs seconds and hides their length. */
function unpackedModels(): Plugin {
  return {
    name: 'evenkeel:unpacked-models',
    configurePreviewServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url?.includes('/models/')) delete request.headers['accept-encoding']
        next()
      })
    },
  }
}

/**
 * transformers.js is here for tokenizers only, yet it imports a whole runtime and, when it sees one, points it at a CDN.
 * The bare `onnxruntime-common` satisfies it: no second runtime in the bundle, no address outside the page's own.
 */
function tokenizersWithoutRuntime(): Plugin {
  return {
    name: 'evenkeel:tokenizers-without-runtime',
    enforce: 'pre',
    resolveId(source, importer) {
      if (
        source.startsWith('onnxruntime-web') &&
        /@huggingface[/_]transformers/.test(importer ?? '')
      )
        return this.resolve('onnxruntime-common', importer)
      return null
    },
  }
}

const besideRuntime = (id: string) => !/onnxruntime-web|src.worker\.ts/.test(id)

export default defineConfig({
  base: './',
  appType: 'mpa', // routes live in the hash: a missing file is a 404, never the page in disguise
  plugins: [
    react(),
    lessonPlugin(),
    tokenizersWithoutRuntime(),
    policyInPage(),
    bundledModels(),
    unpackedModels(),
    offlineApp(),
  ],
  worker: {
    format: 'es',
    plugins: () => [tokenizersWithoutRuntime()],
    // Every thread of the runtime loads the runtime's chunk again. The helpers that it shares with the rest must
    // not lie in worker.ts, or each thread would start the whole worker: so the rest has a chunk of its own.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'engine', test: besideRuntime }] } },
    },
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1000, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', headers: headersWith(developmentPolicy) },
  preview: { host: '127.0.0.1', headers: headersWith(policy) },
})
