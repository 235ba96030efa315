import { LabError } from '../labError.ts'
import { type CacheTensor, findCache } from './cacheTensors.ts'
import { type DataFlow, traceFlow } from './dataFlow.ts'
import type { Node } from './node.ts'
import type { OnnxModel } from './onnxModel.ts'
import { inOrder, producersOf, readsOf } from './topology.ts'

/** Where the residual of one hook point lives: an output of a node. */
export interface ResidualPlace {
  readonly node: Node
  readonly output: number
  /** Name of the tensor; empty where a fused node adds the sum but does not give it out. */
  readonly tensor: string
}

/** The residual stream of a decoder: nLayers + 1 places, what enters block 0 first. */
export interface ResidualStream {
  readonly nLayers: number
  readonly places: readonly ResidualPlace[]
  /** How the end of a block is told: its last join, or what follows that join (post-norm models). */
  readonly rule: 'last join' | 'post-norm'
  /** How many times a block adds to the stream. */
  readonly perBlock: number
  readonly cache: readonly CacheTensor[]
  readonly flow: DataFlow
}

/** A place where something is added to the stream: `stream` is the operand that carries the residual so far. */
interface Join {
  readonly node: Node
  readonly stream: ResidualPlace
  readonly sum: ResidualPlace
}

const skipNorms = new Set(['SkipSimplifiedLayerNormalization', 'SkipLayerNormalization'])
const lookups = new Set(['Gather', 'GatherBlockQuantized', 'EmbedLayerNormalization'])
const sameIds = new Set([
  'Cast',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'Identity',
  'Where',
  'Clip',
  'Flatten',
])
const sameValues = new Set(['Cast', 'Identity'])

/** True for nodes that add to the residual and normalize the sum in one kernel; their output 3 is the sum. */
export function isSkipNorm(node: Node): boolean {
  return skipNorms.has(node.op)
}

/**
 * Finds the residual stream by structure, not by names: on the way from the embedding to the logits, the nodes that
 * every path passes and that add to the stream. `nLayers` is the config's count; without it the cache tensors count.
 * Throws LabError unsupported-model, or model-mismatch where the counts disagree.
 */
export function findResidualStream(model: OnnxModel, nLayers?: number): ResidualStream {
  const cache = findCache(model)
  const cached = 1 + Math.max(...cache.map((tensor) => tensor.block))
  const layers = nLayers ?? cached
  const { flow, joins } = mainFlow(model)
  const perBlock = joins.length / layers
  const fits =
    Number.isInteger(perBlock) && layers >= cached && anchorsAgree(model, cache, joins, perBlock)
  if (!fits && layers !== cached)
    throw new LabError(
      'model-mismatch',
      `The config says num_hidden_layers=${layers}, but ${model.file} has ${cached} blocks by its cache. Use the config that belongs to the graph.`,
    )
  if (!fits)
    throw new LabError(
      'unsupported-model',
      `${model.file} adds to its residual stream ${joins.length} times, which does not divide into ${layers} blocks as its cache tensors have them. This kind of model cannot be steered here.`,
    )
  return { nLayers: layers, perBlock, cache, flow, ...placesOf(flow, joins, layers) }
}

/** The data flow with most joins, over all tables that are looked up with the token ids. */
function mainFlow(model: OnnxModel): { flow: DataFlow; joins: Join[] } {
  const { graph, file } = model
  const nodes = inOrder(graph.nodes, file)
  if (!graph.inputs.some((input) => input.name === 'input_ids'))
    throw new LabError(
      'unsupported-model',
      `${file} has no input_ids input. Choose a graph that takes token ids.`,
    )
  const ids = new Set(['input_ids'])
  let best: { flow: DataFlow; joins: Join[] } | undefined
  for (const node of nodes) {
    if (!node.inputs.some((name) => ids.has(name))) continue
    if (sameIds.has(node.op)) for (const output of node.outputs) ids.add(output)
    if (!lookups.has(node.op)) continue
    const flow = traceFlow(graph, nodes, { source: node.outputs[0] ?? '', node }, 'logits')
    const joins = flow ? findJoins(flow, node) : []
    if (flow && joins.length > (best?.joins.length ?? 0)) best = { flow, joins }
  }
  if (best) return best
  throw new LabError(
    'unsupported-model',
    `No residual stream was found in ${file}: nothing is added to the hidden states on the way from the embedding to the logits. This kind of model cannot be steered here.`,
  )
}

function findJoins(flow: DataFlow, embedding: Node): Join[] {
  const producers = producersOf([embedding, ...flow.nodes])
  const isOnSpine = (node: Node): boolean => node === embedding || flow.dominators.has(node)
  const joins: Join[] = []
  for (const node of flow.dominators) {
    const operands = isSkipNorm(node) ? node.inputs.slice(0, 2) : addends(node)
    const live = operands.filter((name) => flow.carries(name))
    if (live.length < 2) continue
    const stream = live
      .map((name) => streamOperand(name, producers, isOnSpine, flow))
      .find((place) => place !== undefined)
    if (!stream) continue
    const output = isSkipNorm(node) ? 3 : 0
    joins.push({ node, stream, sum: { node, output, tensor: node.outputs[output] ?? '' } })
  }
  return joins
}

function addends(node: Node): readonly string[] {
  return node.op === 'Add' || node.op === 'Sum' ? node.inputs : []
}

/** What makes the operand, seen through casts, if it is on the spine. */
function streamOperand(
  operand: string,
  producers: ReadonlyMap<string, Node>,
  isOnSpine: (node: Node) => boolean,
  flow: DataFlow,
): ResidualPlace | undefined {
  let place: ResidualPlace | undefined
  let tensor = operand
  for (;;) {
    const node = producers.get(tensor)
    if (!node) return place
    if (isOnSpine(node)) place = { node, output: node.outputs.indexOf(tensor), tensor }
    tensor = node.inputs[0] ?? ''
    if (!sameValues.has(node.op) || !flow.carries(tensor)) return place
  }
}

/** The last join before the cache of block l must end block l - 1: a check against the names of the cache. */
function anchorsAgree(
  model: OnnxModel,
  cache: readonly CacheTensor[],
  joins: readonly Join[],
  perBlock: number,
): boolean {
  const number = new Map(joins.map((join, index) => [join.node, index]))
  const latest = new Map<string, number>()
  for (const node of inOrder(model.graph.nodes, model.file)) {
    let last = number.get(node) ?? -1
    for (const name of readsOf(node)) last = Math.max(last, latest.get(name) ?? -1)
    for (const output of node.outputs) latest.set(output, last)
  }
  return cache.every((tensor) => latest.get(tensor.present) === tensor.block * perBlock - 1)
}

/** What enters a block is the stream operand of its first join; what leaves the last one is told by the others. */
function placesOf(
  flow: DataFlow,
  joins: readonly Join[],
  nLayers: number,
): Pick<ResidualStream, 'places' | 'rule'> {
  const perBlock = joins.length / nLayers
  const entries = Array.from({ length: nLayers }, (_, block) => joins[block * perBlock]!.stream)
  const spine = [...flow.dominators]
  const lastJoin = joins.at(-1)!
  const beforeSecond = joins[perBlock - 1]!
  const second = entries[1]
  const plain: Pick<ResidualStream, 'places' | 'rule'> = {
    rule: 'last join',
    places: [...entries, lastJoin.sum],
  }
  if (!second) return plain
  if (second.node === beforeSecond.node && second.output === beforeSecond.sum.output) return plain
  const tail = spine.indexOf(second.node) - spine.indexOf(beforeSecond.node)
  const end = spine[spine.indexOf(lastJoin.node) + tail]
  if (!end || end.op !== second.node.op || end.op === 'Reshape') return plain
  const leaving = { node: end, output: second.output, tensor: end.outputs[second.output] ?? '' }
  return { rule: 'post-norm', places: [...entries, leaving] }
}
