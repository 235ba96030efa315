import { MessageWriter } from './messageWriter.ts'
import { DamagedMessage, fields, integersOf, textOf } from './protobuf.ts'
import { parseTensor, type Tensor } from './tensor.ts'

/** An attribute of a node: the encoded message, and what of it this floor needs to know. */
export interface Attribute {
  readonly name: string
  readonly message: Uint8Array
  readonly integer?: number
  readonly tensor?: Tensor
  /** Names that nodes of a nested graph (If, Loop) use: they may mean tensors of the outer graph. */
  readonly captured: readonly string[]
}

const maxNesting = 8

/** Reads the AttributeProto in `bytes[from, to)`. */
export function parseAttribute(bytes: Uint8Array, from: number, to: number, depth = 0): Attribute {
  if (depth > maxNesting) throw new DamagedMessage('graphs are nested too deep', from, false)
  const captured: string[] = []
  const found: { integer?: number; tensor?: Tensor } = {}
  let name = ''
  for (const field of fields(bytes, from, to)) {
    if (field.number === 1) name = textOf(bytes, field)
    else if (field.number === 3) found.integer = field.value
    else if (field.number === 5) found.tensor = parseTensor(bytes, field.from, field.end)
    else if (field.number === 6 || field.number === 11)
      collectNames(bytes, field.from, field.end, depth, captured)
  }
  return { name, message: bytes.subarray(from, to), captured, ...found }
}

function collectNames(
  bytes: Uint8Array,
  from: number,
  to: number,
  depth: number,
  names: string[],
): void {
  for (const part of fields(bytes, from, to)) {
    if (part.number === 12) names.push(nameOfValue(bytes, part.from, part.end))
    if (part.number !== 1) continue
    for (const field of fields(bytes, part.from, part.end)) {
      if (field.number === 1) names.push(textOf(bytes, field))
      else if (field.number === 5)
        names.push(...parseAttribute(bytes, field.from, field.end, depth + 1).captured)
    }
  }
}

function nameOfValue(bytes: Uint8Array, from: number, to: number): string {
  for (const field of fields(bytes, from, to)) if (field.number === 1) return textOf(bytes, field)
  return ''
}

export function integerAttribute(name: string, value: number): Attribute {
  const message = new MessageWriter().text(1, name).integer(3, value).integer(20, 2).finish()
  return { name, message, integer: value, captured: [] }
}

/** The integers of an attribute such as `perm`, or undefined where it has none. */
export function integersOfAttribute(attribute: Attribute): number[] | undefined {
  const values: number[] = []
  for (const field of fields(attribute.message))
    if (field.number === 8) values.push(...integersOf(attribute.message, field))
  return values.length > 0 ? values : undefined
}
