import { MessageWriter } from './messageWriter.ts'
import { type Field, fields, textOf } from './protobuf.ts'

/** A named tensor with its type and shape; a text is a symbolic dimension, empty where nothing is said. */
export interface ValueInfo {
  readonly name: string
  readonly type: number
  readonly shape: readonly (number | string)[] | undefined
}

/** Reads the ValueInfoProto in `bytes[from, to)`. Types other than tensors have type 0. */
export function parseValueInfo(bytes: Uint8Array, from: number, to: number): ValueInfo {
  let name = ''
  let type = 0
  let shape: (number | string)[] | undefined
  for (const field of fields(bytes, from, to)) {
    if (field.number === 1) name = textOf(bytes, field)
    if (field.number !== 2) continue
    for (const tensor of only(bytes, field, 1))
      for (const part of fields(bytes, tensor.from, tensor.end)) {
        if (part.number === 1) type = part.value
        else if (part.number === 2)
          shape = [...only(bytes, part, 1)].map((dim) => parseDimension(bytes, dim))
      }
  }
  return { name, type, shape }
}

function* only(bytes: Uint8Array, message: Field, number: number): Generator<Field> {
  for (const field of fields(bytes, message.from, message.end))
    if (field.number === number) yield field
}

function parseDimension(bytes: Uint8Array, dim: Field): number | string {
  for (const field of fields(bytes, dim.from, dim.end)) {
    if (field.number === 1) return field.value
    if (field.number === 2) return textOf(bytes, field)
  }
  return ''
}

export function encodeValueInfo(info: ValueInfo): Uint8Array {
  const tensor = new MessageWriter().integer(1, info.type)
  if (info.shape) {
    const shape = new MessageWriter()
    for (const dim of info.shape) shape.message(1, encodeDimension(dim))
    tensor.message(2, shape)
  }
  return new MessageWriter()
    .text(1, info.name)
    .message(2, new MessageWriter().message(1, tensor))
    .finish()
}

function encodeDimension(dim: number | string): MessageWriter {
  const writer = new MessageWriter()
  if (typeof dim === 'number') return writer.integer(1, dim)
  return dim === '' ? writer : writer.text(2, dim)
}
