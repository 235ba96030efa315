import { type Attribute, parseAttribute } from './attribute.ts'
import { MessageWriter } from './messageWriter.ts'
import { fields, textOf } from './protobuf.ts'

/** One operation of a graph. Empty input and output names stand for optional ones that are left out. */
export interface Node {
  readonly op: string
  readonly domain: string
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, Attribute>
  /** Encoded fields that this floor does not look at. */
  readonly rest: readonly Uint8Array[]
}

/** Reads the NodeProto in `bytes[from, to)`. */
export function parseNode(bytes: Uint8Array, from: number, to: number): Node {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes = new Map<string, Attribute>()
  const rest: Uint8Array[] = []
  let op = ''
  let domain = ''
  let name = ''
  for (const field of fields(bytes, from, to)) {
    if (field.number === 1) inputs.push(textOf(bytes, field))
    else if (field.number === 2) outputs.push(textOf(bytes, field))
    else if (field.number === 3) name = textOf(bytes, field)
    else if (field.number === 4) op = textOf(bytes, field)
    else if (field.number === 5) {
      const attribute = parseAttribute(bytes, field.from, field.end)
      attributes.set(attribute.name, attribute)
    } else if (field.number === 7) domain = textOf(bytes, field)
    else rest.push(bytes.subarray(field.start, field.end))
  }
  return { op, domain, name, inputs, outputs, attributes, rest }
}

export function encodeNode(node: Node): Uint8Array {
  const writer = new MessageWriter()
  for (const input of node.inputs) writer.text(1, input)
  for (const output of node.outputs) writer.text(2, output)
  if (node.name) writer.text(3, node.name)
  writer.text(4, node.op)
  for (const attribute of node.attributes.values()) writer.bytes(5, attribute.message)
  if (node.domain) writer.text(7, node.domain)
  for (const part of node.rest) writer.raw(part)
  return writer.finish()
}

/** A node made by us, named after its first output. `domain` is empty for the standard operators. */
export function makeNode(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Attribute[] = [],
  domain = '',
): Node {
  return {
    op,
    domain,
    name: `${outputs.find((output) => output !== '') ?? op}/${op}`,
    inputs,
    outputs,
    attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
    rest: [],
  }
}

/** The same node with one attribute set, whatever it was before. */
export function withAttribute(node: Node, attribute: Attribute): Node {
  return { ...node, attributes: new Map([...node.attributes, [attribute.name, attribute]]) }
}

/** The value of an integer attribute, or `otherwise` where the node does not have it. */
export function integerOf(node: Node, name: string, otherwise: number): number {
  return node.attributes.get(name)?.integer ?? otherwise
}
