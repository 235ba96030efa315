import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { build, type Connect, type Plugin, preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    labUrl: string // of the built lab, ending in /
    fixturesUrl: string // of tests/fixtures/, served from the same origin, ending in /
  }
}

const root = join(import.meta.dirname, '../..')
const base = '/some/school/' // a sub-path, so that every page test also proves that one will do

export interface ServedLab {
  labUrl: string
  fixturesUrl: string
  close(): Promise<void>
}

/** Builds the lab and serves it as `npm start` does, on a free port, with the fixtures beside it. */
export async function serveLab(): Promise<ServedLab> {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production' // a test runner says 'test', and React would come in its development form
  await build({ root, logLevel: 'warn' })
  if (NODE_ENV === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = NODE_ENV
  const server = await preview({
    root,
    base,
    logLevel: 'warn',
    preview: { port: 0, strictPort: false },
    plugins: [fixturesBeside()],
  })
  const { origin } = new URL(server.resolvedUrls?.local[0] ?? '')
  return {
    labUrl: `${origin}${base}`,
    fixturesUrl: `${origin}/fixtures/`,
    close: () => server.close(),
  }
}

/** Runs once before all page tests; what it returns runs after them. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { labUrl, fixturesUrl, close } = await serveLab()
  provide('labUrl', labUrl)
  provide('fixturesUrl', fixturesUrl)
  return close
}

/** Tiny decoders, and an empty page under the lab's own headers. */
function fixturesBeside(): Plugin {
  return {
    name: 'evenkeel:fixtures-beside',
    configurePreviewServer(server) {
      const { headers = {} } = server.config.preview
      const serve: Connect.NextHandleFunction = async (request, response, next) => {
        const path = normalize(new URL(request.url ?? '/', 'http://fixtures').pathname)
        const file = join(root, 'tests/fixtures', path)
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value ?? '')
        if (path === '/empty.html') {
          response.setHeader('Content-Type', 'text/html')
          response.end('<!doctype html><html lang="en"><title>Empty</title>')
        } else if ((await stat(file).catch(() => null))?.isFile())
          createReadStream(file).pipe(response)
        else next()
      }
      server.middlewares.use('/fixtures', serve)
    },
  }
}
