import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** A static host that sends no headers of its own but type and length, and serves a folder below a path. */
export interface PlainHost {
  readonly url: string // ending in /
  folder: string // what it serves from now on
  isOff: boolean // then it closes every connection without a word
  lacks: RegExp | null // paths that it answers with 404
  holdBack: (path: string) => Promise<void> // what it waits for before it answers
  readonly requests: string[] // paths below the url that came, also while it is off
  close(): void
}

export async function servePlainly(folder: string, base = '/some/school/'): Promise<PlainHost> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').replace(/\?.*$/, '')))
    const inside = path.startsWith(base) ? path.slice(base.length) : null
    host.requests.push(inside ?? path)
    if (host.isOff) {
      request.socket.destroy()
      return
    }
    await host.holdBack(inside ?? path)
    const file = join(host.folder, inside || 'index.html')
    const stats = await stat(file).catch(() => null)
    if (inside === null || !stats?.isFile() || host.lacks?.test(inside)) {
      response.statusCode = 404
      response.end('Not found')
      return
    }
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    response.setHeader('Content-Length', stats.size)
    if (request.method === 'HEAD') response.end()
    else createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const host: PlainHost = {
    url: `http://127.0.0.1:${port}${base}`,
    ...{ folder, isOff: false, lacks: null, requests: [] },
    holdBack: async () => undefined,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return host
}
