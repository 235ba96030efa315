/** A protobuf message that cannot be read. `offset` counts bytes from the start of the file. */
export class DamagedMessage extends Error {
  override readonly name = 'DamagedMessage'
  readonly offset: number
  readonly cutShort: boolean

  constructor(message: string, offset: number, cutShort: boolean) {
    super(message)
    this.offset = offset
    this.cutShort = cutShort
  }
}

/** One field of a protobuf message: the bytes of the field with its tag, and those of the payload alone. */
export interface Field {
  readonly number: number
  readonly wire: 0 | 1 | 2 | 5
  readonly start: number
  readonly from: number
  readonly end: number
  /** The integer of a varint field (exact up to 2^53), the length of a length-delimited one, else 0. */
  readonly value: number
}

const decoder = new TextDecoder()
const maxVarintBytes = 10

/** The fields of the message in `bytes[from, to)`. Throws DamagedMessage where a length or a tag cannot be right. */
export function* fields(bytes: Uint8Array, from = 0, to = bytes.length): Generator<Field> {
  let at = from
  while (at < to) {
    const start = at
    const [tag, afterTag] = readVarint(bytes, at, to)
    const number = Math.floor(tag / 8)
    const wire = tag & 7
    if (number < 1 || number > 536870911 || (wire !== 0 && wire !== 1 && wire !== 2 && wire !== 5))
      throw new DamagedMessage('there is no such field', start, false)
    let payload = afterTag
    let value = 0
    if (wire === 0) [value, at] = readVarint(bytes, payload, to)
    else if (wire === 2) {
      ;[value, payload] = readVarint(bytes, payload, to)
      at = payload + value
    } else at = payload + (wire === 1 ? 8 : 4)
    if (value < 0 && wire === 2) throw new DamagedMessage('a length is negative', start, false)
    if (at > to) throw new DamagedMessage(`${at - to} bytes are missing`, start, true)
    yield { number, wire, start, from: payload, end: at, value }
  }
}

/** The payload of a field as UTF-8 text. */
export function textOf(bytes: Uint8Array, field: Field): string {
  return decoder.decode(bytes.subarray(field.from, field.end))
}

/** The integers of a repeated varint field, packed or not. */
export function integersOf(bytes: Uint8Array, field: Field): number[] {
  if (field.wire === 0) return [field.value]
  const values: number[] = []
  for (let at = field.from; at < field.end; ) {
    const [value, next] = readVarint(bytes, at, field.end)
    values.push(value)
    at = next
  }
  return values
}

function readVarint(bytes: Uint8Array, from: number, to: number): [value: number, next: number] {
  let value = 0
  let scale = 1
  for (let at = from; at < to && at < from + maxVarintBytes; at++) {
    const byte = bytes[at]!
    if (at - from < 7) value += (byte & 127) * scale
    scale *= 128
    if (byte < 128)
      return [at - from < 7 ? value : Number(readLongVarint(bytes, from, at + 1)), at + 1]
  }
  const cutShort = to - from < maxVarintBytes
  throw new DamagedMessage(
    cutShort ? 'a number breaks off' : 'a number is too long',
    from,
    cutShort,
  )
}

function readLongVarint(bytes: Uint8Array, from: number, to: number): bigint {
  let value = 0n
  for (let at = to - 1; at >= from; at--) value = (value << 7n) | BigInt(bytes[at]! & 127)
  return BigInt.asIntN(64, value)
}
