import { LabError } from '../labError.ts'
import { MODEL_CACHE } from '../storageNames.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'

/**
 * A model folder behind a URL that ends in /. Files whose hash is known are kept in the browser's cache under that
 * hash, so a second visit reads them without the network and a changed file is never mixed up with an old one. Of the
 * others the last answer is kept for a visit without a network, also that a file is not there.
 * Throws LabError `bad-input` for what is no URL.
 */
export function httpFolder(url: string): ModelFolder {
  const base = parseAddress(url)
  return {
    name: nameOf(base),
    async read(path, options = {}) {
      const target = new URL(path, base)
      const key = keyOf(target, options.hash)
      const cache = await openCache()
      const kept = await cache?.match(key)
      if (kept && options.hash) return readBody(kept, path, options)
      const answer = await request(target, path, options.signal).catch((error) => {
        if (kept && !options.signal?.aborted) return kept
        throw error
      })
      if (answer.status === 404 && answer !== kept && !options.hash)
        await cache?.put(key, new Response(null, { status: 404 })).catch(() => undefined)
      const bytes = await readBody(accepted(answer, target, path), path, options)
      if (cache && answer !== kept) await keep(cache, key, bytes)
      return bytes
    },
    async forget(path, hash) {
      const cache = await openCache()
      await cache?.delete(keyOf(new URL(path, base), hash))
    },
  }
}

function parseAddress(url: string): URL {
  try {
    return new URL(url.endsWith('/') ? url : `${url}/`)
  } catch (cause) {
    throw new LabError('bad-input', `"${url}" is no address of a model folder. Give a full URL.`, {
      cause,
    })
  }
}

/** The last part of the address; on the hub, owner/name/resolve/revision, the name. */
function nameOf({ pathname }: URL): string {
  const parts = pathname.split('/').filter(Boolean)
  const name = parts.at(parts.at(-2) === 'resolve' ? -3 : -1) ?? 'model'
  try {
    return decodeURIComponent(name)
  } catch {
    return name // a stray percent sign
  }
}

const keyOf = ({ href }: URL, hash?: string): string =>
  hash ? `${href}?sha256=${hash}` : `${href}?last`

async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(MODEL_CACHE)
  } catch {
    return null // insecure page or storage refused: work without
  }
}

async function keep(cache: Cache, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    for (const old of await cache.keys(key, { ignoreSearch: true })) await cache.delete(old)
    const headers = { 'Content-Length': String(bytes.byteLength) } // so that nobody has to read it to know
    await cache.put(key, new Response(new Blob([bytes]), { headers }))
  } catch {
    await cache.delete(key).catch(() => false) // no room: the file is fetched again next time
  }
}

async function request(target: URL, path: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(target, signal ? { signal } : {})
  } catch (cause) {
    if (signal?.aborted) throw new LabError('cancelled', 'Loading was cancelled.')
    throw new LabError(
      'network',
      globalThis.location && target.origin !== globalThis.location.origin
        ? `${path} could not be fetched from ${target.host}: this page's policy lets it load from its own site only. Put the folder beside the page, or use the command line.`
        : `${path} could not be fetched. Check the connection to ${target.host}, then load again.`,
      { cause },
    )
  }
}

/** The answer of a host, unless it is a refusal or no model file. */
function accepted(answer: Response, target: URL, path: string): Response {
  if (answer.status === 404)
    throw new LabError('missing-file', `${path} is not in ${target.href.slice(0, -path.length)}.`)
  if (!answer.ok)
    throw new LabError(
      'network',
      `${target.host} answered ${answer.status} for ${path}. Wait a little, then load again.`,
    )
  if (answer.headers.get('content-type')?.startsWith('text/html'))
    throw new LabError(
      'bad-file',
      `${path} is an HTML page, not a model file. Check the address of the model folder.`,
    )
  return answer
}

async function readBody(
  answer: Response,
  path: string,
  { onBytes, signal }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoded = answer.headers.get('content-encoding')
  const expected = encoded ? 0 : Number(answer.headers.get('content-length') ?? 0)
  const reader = answer.body?.getReader()
  if (!reader) return new Uint8Array(await answer.arrayBuffer())
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let done = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (signal?.aborted) throw new LabError('cancelled', 'Loading was cancelled.')
      chunks.push(part.value)
      done += part.value.byteLength
      onBytes?.(done, expected)
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined)
    if (cause instanceof LabError) throw cause
    throw new LabError(
      'network',
      `The download of ${path} broke off after ${done.toLocaleString('en-US')} bytes. Load again.`,
      { cause },
    )
  }
  if (expected && done !== expected)
    throw new LabError(
      'bad-file',
      `${path} is cut short: ${done.toLocaleString('en-US')} of ${expected.toLocaleString('en-US')} bytes came. Load again.`,
    )
  return joined(chunks, done)
}

function joined(chunks: Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const [only] = chunks
  if (chunks.length === 1 && only) return only
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
