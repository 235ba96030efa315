import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Answers a request for a file in some wrong way. */
export type Fault = (answer: ServerResponse, content: Buffer) => void

/** A server that speaks the hub's URLs, /owner/name/resolve/main/path, for one model folder, with faults by path. */
export interface Hub {
  readonly url: string // of the model folder, ending in /
  readonly origin: string
  readonly faults: Map<string, Fault>
  readonly requests: string[] // paths asked for, within the model folder
  readonly left: string[] // paths whose answers were not taken to their end
  close(): Promise<void>
}

const prefix = '/owner/name/resolve/main/'

/** Serves `folder` until the file's tests are over. */
export async function startHub(folder: string): Promise<Hub> {
  const faults = new Map<string, Fault>()
  const requests: string[] = []
  const left: string[] = []
  const server = createServer(async (request, answer) => {
    const path = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : null
    requests.push(path ?? `outside: ${request.url}`)
    answer.on('close', () => {
      if (!answer.writableFinished && path !== null) left.push(path)
    })
    const content = path === null ? null : await readFile(join(folder, path)).catch(() => null)
    const fault = faults.get(path ?? '')
    if (fault) return fault(answer, content ?? Buffer.alloc(0))
    if (content === null) answer.writeHead(404).end('Entry not found')
    else answer.writeHead(200, { 'content-length': content.length }).end(content)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  afterAll(() => (server.listening ? close() : undefined))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: origin + prefix, origin, faults, requests, left, close }
}

/** The page that a host shows for an address it does not know. */
const page = '<!doctype html>\n<html><head><title>Evenkeel</title></head><body></body></html>\n'

export const status =
  (code: number): Fault =>
  (answer) =>
    answer.writeHead(code).end('no')

export const htmlPage: Fault = (answer) =>
  answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)

export const htmlWithoutType: Fault = (answer) => answer.writeHead(200).end(page)

export const empty: Fault = (answer) => answer.writeHead(200, { 'content-length': 0 }).end()

/** Promises the whole file, sends half, then drops the connection. */
export const cutInMidBody: Fault = (answer, content) => {
  answer.writeHead(200, { 'content-length': content.length })
  answer.write(content.subarray(0, content.length / 2), () => answer.destroy())
}

/** Sends half the file as if that were all of it. */
export const halfOfIt: Fault = (answer, content) => {
  const half = content.subarray(0, content.length / 2)
  answer.writeHead(200, { 'content-length': half.length }).end(half)
}

/** Sends the whole file, but says that it is half as long. */
export const lengthTooSmall: Fault = (answer, content) => {
  answer.writeHead(200, { 'content-length': Math.floor(content.length / 2), connection: 'close' })
  answer.end(content)
}

/** Sends as much as the file has, with one byte changed. */
export const flipped: Fault = (answer, content) => {
  const other = Buffer.from(content)
  other[other.length - 1]! ^= 1
  answer.writeHead(200, { 'content-length': other.length }).end(other)
}

/** Sends half and never goes on. */
export const stall: Fault = (answer, content) => {
  answer.writeHead(200, { 'content-length': content.length })
  answer.write(content.subarray(0, content.length / 2))
}
