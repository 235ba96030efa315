import { MessageWriter } from './messageWriter.ts'
import { DamagedMessage, type Field, fields, integersOf, textOf } from './protobuf.ts'

/**
 * Where the numbers of a tensor are. `listed` are values written one by one, which are left as they stand;
 * `made` are computed only when they are mounted.
 */
export type TensorData =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'external'
      readonly location: string
      readonly offset: string
      readonly length: string | undefined
    }
  | { readonly kind: 'listed'; readonly message: Uint8Array }
  | { readonly kind: 'made'; readonly make: () => Uint8Array<ArrayBuffer> }

/** A TensorProto without its numbers: name, dimensions, element type, and where the numbers are. */
export interface Tensor {
  readonly name: string
  readonly dims: readonly number[]
  readonly type: number
  readonly data: TensorData
}

/** Reads the TensorProto in `bytes[from, to)`. The numbers stay where they are: `inline` is a view. */
export function parseTensor(bytes: Uint8Array, from: number, to: number): Tensor {
  const dims: number[] = []
  const external = new Map<string, string>()
  let name = ''
  let type = 0
  let isExternal = false
  let raw: Uint8Array | undefined
  for (const field of fields(bytes, from, to)) {
    if (field.number === 1) dims.push(...integersOf(bytes, field))
    else if (field.number === 2) type = field.value
    else if (field.number === 8) name = textOf(bytes, field)
    else if (holdsRawNumbers(field)) raw = bytes.subarray(field.from, field.end)
    else if (field.number === 13) external.set(...parseEntry(bytes, field))
    else if (field.number === 14) isExternal = field.value === 1
    if (dims.length > 64) throw new DamagedMessage('a tensor has too many dimensions', from, false)
  }
  return { name, dims, type, data: dataOf(isExternal, external, raw, bytes.subarray(from, to)) }
}

/** raw_data, or packed float_data and double_data, whose payload is the same little-endian bytes. */
function holdsRawNumbers(field: Field): boolean {
  return field.wire === 2 && (field.number === 9 || field.number === 4 || field.number === 10)
}

function parseEntry(bytes: Uint8Array, entry: Field): [key: string, value: string] {
  let key = ''
  let value = ''
  for (const field of fields(bytes, entry.from, entry.end)) {
    if (field.number === 1) key = textOf(bytes, field)
    else if (field.number === 2) value = textOf(bytes, field)
  }
  return [key, value]
}

function dataOf(
  isExternal: boolean,
  external: ReadonlyMap<string, string>,
  raw: Uint8Array | undefined,
  message: Uint8Array,
): TensorData {
  if (isExternal)
    return {
      kind: 'external',
      location: external.get('location') ?? '',
      offset: external.get('offset') ?? '0',
      length: external.get('length'),
    }
  return raw ? { kind: 'inline', bytes: raw } : { kind: 'listed', message }
}

/** A small tensor made by us, with its numbers inline. */
export function makeTensor(
  name: string,
  dims: readonly number[],
  type: number,
  numbers: ArrayBufferView<ArrayBuffer>,
): Tensor {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  return { name, dims, type, data: { kind: 'inline', bytes } }
}

/** The TensorProto. Throws RangeError for numbers that are not made yet: mount them first. */
export function encodeTensor(tensor: Tensor): Uint8Array {
  const { data } = tensor
  if (data.kind === 'made') throw new RangeError(`The numbers of ${tensor.name} are not mounted.`)
  if (data.kind === 'listed') return data.message
  const writer = new MessageWriter()
  for (const dim of tensor.dims) writer.integer(1, dim)
  writer.integer(2, tensor.type).text(8, tensor.name)
  if (data.kind === 'inline') return writer.bytes(9, data.bytes).finish()
  writeEntry(writer, 'location', data.location)
  writeEntry(writer, 'offset', data.offset)
  if (data.length !== undefined) writeEntry(writer, 'length', data.length)
  return writer.integer(14, 1).finish()
}

function writeEntry(writer: MessageWriter, key: string, value: string): void {
  writer.message(13, new MessageWriter().text(1, key).text(2, value))
}
