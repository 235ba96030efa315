import { LabError } from '../labError.ts'
import { MessageWriter } from './messageWriter.ts'
import { encodeNode, type Node, parseNode } from './node.ts'
import { DamagedMessage, type Field, fields, textOf } from './protobuf.ts'
import { encodeTensor, parseTensor, type Tensor } from './tensor.ts'
import { encodeValueInfo, parseValueInfo, type ValueInfo } from './valueInfo.ts'

/** The graph of a model. It is never changed in place: an edit makes a new graph. */
export interface Graph {
  readonly nodes: readonly Node[]
  readonly initializers: ReadonlyMap<string, Tensor>
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  /** Types and shapes of inner tensors, where the exporter wrote them down. They are not written back. */
  readonly values: readonly ValueInfo[]
  readonly rest: readonly Uint8Array[]
}

/** An ONNX file as a structure. Numbers of weights are views into `bytes`. */
export interface OnnxModel {
  readonly file: string
  readonly bytes: Uint8Array
  readonly graph: Graph
  /** Version of the standard operator set. */
  readonly opset: number
  /** Encoded fields of the model other than its graph. */
  readonly rest: readonly Uint8Array[]
}

/**
 * Reads the bytes of an ONNX file; `file` is its name in messages. Takes milliseconds, as no weight is touched.
 * Throws LabError bad-file for an empty file, a web page, anything that is not ONNX, and a file that is cut short.
 */
export function parseOnnx(bytes: Uint8Array, file: string): OnnxModel {
  refuseOtherFiles(bytes, file)
  try {
    return parseModel(bytes, file)
  } catch (cause) {
    if (!(cause instanceof DamagedMessage)) throw cause
    const what = cause.cutShort ? 'is truncated or incomplete' : 'is not a readable ONNX model'
    throw new LabError(
      'bad-file',
      `${file} ${what}: ${cause.message} (at byte offset ${cause.offset} of ${bytes.length}). Download it again.`,
      { cause },
    )
  }
}

function refuseOtherFiles(bytes: Uint8Array, file: string): void {
  if (bytes.length === 0)
    throw new LabError('bad-file', `${file} is empty (0 bytes). Download it again.`)
  const head = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart().toLowerCase()
  if (head.startsWith('<') && /<!doctype|<html|<head|<\?xml/.test(head))
    throw new LabError(
      'bad-file',
      `${file} is not an ONNX model: it is an HTML page, such as a server sends for an error. Check the address.`,
    )
  if (head.startsWith('version https://git-lfs'))
    throw new LabError(
      'bad-file',
      `${file} is not an ONNX model: it is a Git LFS pointer. Fetch the file that it stands for.`,
    )
}

function parseModel(bytes: Uint8Array, file: string): OnnxModel {
  const rest: Uint8Array[] = []
  let graphField: Field | undefined
  let opset = 0
  for (const field of fields(bytes)) {
    if (field.number === 7 && field.wire === 2) graphField = field
    else rest.push(bytes.subarray(field.start, field.end))
    if (field.number === 8) opset = standardOpset(bytes, field) ?? opset
  }
  const graph = graphField && parseGraph(bytes, graphField)
  if (!graph || graph.nodes.length === 0)
    throw new LabError('bad-file', `${file} is not an ONNX model: there is no graph in it.`)
  return { file, bytes, graph, opset, rest }
}

function standardOpset(bytes: Uint8Array, entry: Field): number | undefined {
  let domain = ''
  let version = 0
  for (const field of fields(bytes, entry.from, entry.end)) {
    if (field.number === 1) domain = textOf(bytes, field)
    else if (field.number === 2) version = field.value
  }
  return domain === '' || domain === 'ai.onnx' ? version : undefined
}

function parseGraph(bytes: Uint8Array, graph: Field): Graph {
  const nodes: Node[] = []
  const initializers = new Map<string, Tensor>()
  const inputs: ValueInfo[] = []
  const outputs: ValueInfo[] = []
  const values: ValueInfo[] = []
  const rest: Uint8Array[] = []
  for (const { number, start, from, end } of fields(bytes, graph.from, graph.end)) {
    if (number === 1) nodes.push(parseNode(bytes, from, end))
    else if (number === 5) {
      const tensor = parseTensor(bytes, from, end)
      initializers.set(tensor.name, tensor)
    } else if (number === 11) inputs.push(parseValueInfo(bytes, from, end))
    else if (number === 12) outputs.push(parseValueInfo(bytes, from, end))
    else if (number === 13) values.push(parseValueInfo(bytes, from, end))
    else rest.push(bytes.subarray(start, end))
  }
  return { nodes, initializers, inputs, outputs, values, rest }
}

/** The bytes of the model with another graph. Numbers are written where the graph says that they are. */
export function encodeOnnx(model: OnnxModel, graph: Graph): Uint8Array {
  const body = new MessageWriter()
  for (const node of graph.nodes) body.bytes(1, encodeNode(node))
  for (const part of graph.rest) body.raw(part)
  for (const tensor of graph.initializers.values()) body.bytes(5, encodeTensor(tensor))
  for (const input of graph.inputs) body.bytes(11, encodeValueInfo(input))
  for (const output of graph.outputs) body.bytes(12, encodeValueInfo(output))
  const writer = new MessageWriter()
  for (const part of model.rest) writer.raw(part)
  return writer.message(7, body).finish()
}

/** Names of the files beside the graph that its weights lie in, each once. */
export function externalFiles(model: OnnxModel): string[] {
  const names = new Set<string>()
  for (const { data } of model.graph.initializers.values())
    if (data.kind === 'external') names.add(data.location)
  return [...names]
}
