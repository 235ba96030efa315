import { base64Of } from '../steering/encodedArray.ts'
import { sha256 } from '../steering/sha256.ts'

/** A text as it was sealed, with the version of what it holds. */
export interface Unsealed {
  version: number
  text: string
}

/** Why a code cannot be read. `missing` counts its characters, 0 where nobody knows. */
export type SealTrouble =
  | { trouble: 'empty' }
  | { trouble: 'cut'; missing: number }
  | { trouble: 'changed' }
  | { trouble: 'too-long' }
  | { trouble: 'no-unpacking' } // this browser is too old to unpack it

export const CODE_LIMIT = 20_000 // characters
const TEXT_LIMIT = 100_000 // bytes, once unpacked

/**
 * A text as `version.checksum.length.payload` for a link: base64url, packed where that makes it shorter. The checksum
 * finds mistakes, not malice: whoever changes a code on purpose can seal it again.
 */
export async function seal(text: string, version: number): Promise<string> {
  const plain = new TextEncoder().encode(text)
  const packed = await deflated(plain)
  return packed && packed.length < plain.length
    ? sealed(version, `d${base64url(packed)}`)
    : sealPlainly(text, version)
}

/** The same, never packed and of any length: for this device, where it has to be read at once. */
export const sealPlainly = (text: string, version: number): string =>
  sealed(version, `j${base64url(new TextEncoder().encode(text))}`)

const sealed = (version: number, payload: string): string =>
  `${version}.${checksum(version, payload)}.${payload.length.toString(36)}.${payload}`

/**
 * What was sealed, or why it cannot be read: a cut code is told from a changed one. What a chat has put behind it does no
 * harm. Never throws.
 */
export async function unseal(typed: string): Promise<Unsealed | SealTrouble> {
  const code = typed.trim()
  if (code === '') return { trouble: 'empty' }
  if (code.length > CODE_LIMIT) return { trouble: 'too-long' }
  const found = payloadOf(code)
  if ('trouble' in found) return found
  const { version, isPacked, bytes } = found
  const text = isPacked ? await inflated(bytes) : textOf(bytes)
  return typeof text === 'string' ? { version, text } : text
}

/** What `sealPlainly` sealed, or why it cannot be read. Never throws. */
export function unsealPlainly(code: string): Unsealed | SealTrouble {
  const found = payloadOf(code)
  if ('trouble' in found) return found
  const text = found.isPacked ? ({ trouble: 'changed' } as const) : textOf(found.bytes)
  return typeof text === 'string' ? { version: found.version, text } : text
}

interface Payload {
  version: number
  isPacked: boolean
  bytes: Uint8Array<ArrayBuffer>
}

function payloadOf(code: string): Payload | SealTrouble {
  if (cutInTheHead.test(code)) return { trouble: 'cut', missing: 0 }
  const found = whole.exec(code)
  if (!found) return { trouble: 'changed' }
  const version = Number(found[1])
  const told = Number.parseInt(found[3] ?? '', 36)
  const payload = found[4]?.slice(0, told) ?? ''
  const missing = told - payload.length
  if (found[2] !== checksum(version, payload))
    return missing > 0 && found[5] === '' ? { trouble: 'cut', missing } : { trouble: 'changed' }
  if (missing !== 0) return { trouble: 'changed' }
  const bytes = bytesOf(payload.slice(1))
  return bytes ? { version, isPacked: payload.startsWith('d'), bytes } : { trouble: 'changed' }
}

const whole = /^(0|[1-9]\d{0,3})\.([0-9a-f]{6})\.([1-9a-z][0-9a-z]{0,3})\.([dj][\w-]*)(.*)$/s
const cutInTheHead =
  /^(0|[1-9]\d{0,3})(\.([0-9a-f]{0,5}|[0-9a-f]{6}(\.([1-9a-z][0-9a-z]{0,3})?\.?)?))?$/

/** Over the version too, so that a mistyped version is not taken for a newer one. */
function checksum(version: number, payload: string): string {
  const digest = sha256(new TextEncoder().encode(`${version}.${payload}`))
  return Array.from(digest.subarray(0, 3), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const base64url = (bytes: Uint8Array): string =>
  base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function bytesOf(payload: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}

function textOf(bytes: Uint8Array): string | SealTrouble {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { trouble: 'changed' }
  }
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  if (typeof CompressionStream === 'undefined') return null
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** Unpacks no more than the limit, whatever a code of a few letters would grow into. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string | SealTrouble> {
  if (typeof DecompressionStream === 'undefined') return { trouble: 'no-unpacking' }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length
      if (length > TEXT_LIMIT) {
        await reader.cancel()
        return { trouble: 'too-long' }
      }
      parts.push(part.value as Uint8Array<ArrayBuffer>)
    }
    return textOf(new Uint8Array(await new Blob(parts).arrayBuffer()))
  } catch {
    return { trouble: 'changed' }
  }
}
