import { LabError } from '../labError.ts'
import { integerAttribute } from './attribute.ts'
import { elementType } from './elementType.ts'
import { elementTypesOf } from './elementTypes.ts'
import { hookNames } from './hooks.ts'
import { makeNode, type Node } from './node.ts'
import type { Graph, OnnxModel } from './onnxModel.ts'
import { type Hook, ResidualEdit } from './residualEdit.ts'
import { isSkipNorm, type ResidualStream } from './residualStream.ts'
import { inOrder } from './topology.ts'

interface HookPlan {
  readonly model: OnnxModel
  readonly stream: ResidualStream
  readonly kind: 'none' | 'add' | 'affine'
  /** How many hook points, from the start of the stream. */
  readonly count: number
  readonly dModel: number
}

/**
 * The graph with hooks: h becomes h + mask (v + (h.u) w) at each hook point, and the residuals after that edit can be
 * read. `none` only reads. Throws LabError for residuals that are neither float32 nor float16.
 */
export function insertHooks(graph: Graph, plan: HookPlan): Graph {
  const types = elementTypesOf(graph, inOrder(graph.nodes, plan.model.file))
  const hooks = plan.stream.places.slice(0, plan.count).map((place, index): Hook => {
    const isSum = isSkipNorm(place.node) && place.output === 3
    const type = types.get(place.tensor || (place.node.inputs[0] ?? '')) ?? 0
    if (type !== elementType.float32 && type !== elementType.float16)
      throw new LabError(
        'unsupported-model',
        `The residual stream of ${plan.model.file} is neither float32 nor float16 (element type ${type}). Choose another export.`,
      )
    return { index, node: place.node, type, isSum, tensor: place.tensor || `evenkeel.sum.${index}` }
  })
  const common = hooks.every((hook) => hook.type === elementType.float16)
    ? elementType.float16
    : elementType.float32
  const edit =
    plan.kind === 'none' ? undefined : new ResidualEdit(plan.kind, plan.count, plan.dModel, common)
  const renamed = new Map<string, string>()
  const sums = new Map<Node, Hook>()
  const added: Node[] = []
  for (const hook of hooks) {
    if (hook.isSum) sums.set(hook.node, hook)
    else if (edit) renamed.set(hook.tensor, `evenkeel.hooked.${hook.index}`)
  }
  const current = (name: string): string => renamed.get(name) ?? name
  const nodes = graph.nodes.map((node) => {
    const inputs = node.inputs.map(current)
    const hook = sums.get(node)
    if (!hook) return { ...node, inputs }
    if (edit) inputs[1] = edit.addToSkip(hook, node, inputs)
    const outputs = [...node.outputs, '', '', ''].slice(0, Math.max(4, node.outputs.length))
    outputs[3] = hook.tensor
    return { ...node, inputs, outputs }
  })
  if (edit)
    for (const hook of hooks)
      if (!hook.isSum)
        added.push(
          makeNode('Add', [hook.tensor, edit.of(hook, hook.tensor)], [current(hook.tensor)]),
        )
  added.push(...readOut(hooks, common, current))
  const initializers = new Map(graph.initializers)
  for (const tensor of edit?.constants ?? []) initializers.set(tensor.name, tensor)
  return {
    ...graph,
    nodes: inOrder([...nodes, ...(edit?.nodes ?? []), ...added], plan.model.file),
    initializers,
    inputs: [...graph.inputs, ...inputsOf(plan)],
    outputs: [
      ...graph.outputs,
      {
        name: hookNames.residual,
        type: elementType.float32,
        shape: ['batch_size', 'evenkeel_reads', plan.count * plan.dModel],
      },
    ],
  }
}

function inputsOf(plan: HookPlan): Graph['inputs'] {
  const type = elementType.float32
  const wide = ['evenkeel_rows', 1, plan.count * plan.dModel]
  const reads = {
    name: hookNames.readPositions,
    type: elementType.int64,
    shape: ['evenkeel_reads'],
  }
  if (plan.kind === 'none') return [reads]
  const affine = [hookNames.measure, hookNames.respond].map((name) => ({ name, type, shape: wide }))
  return [
    { name: hookNames.steer, type, shape: wide },
    { name: hookNames.mask, type, shape: ['batch_size', 'sequence_length', 1] },
    ...(plan.kind === 'affine' ? affine : []),
    reads,
  ]
}

/** All hook points side by side, then the positions asked for. */
function readOut(
  hooks: readonly Hook[],
  common: number,
  current: (name: string) => string,
): Node[] {
  const nodes: Node[] = []
  const parts = hooks.map((hook) => {
    if (hook.type === common) return current(hook.tensor)
    const cast = `evenkeel.read.${hook.index}`
    nodes.push(makeNode('Cast', [current(hook.tensor)], [cast], [integerAttribute('to', common)]))
    return cast
  })
  const isHalf = common === elementType.float16
  const gathered = isHalf ? 'evenkeel.residual_half' : hookNames.residual
  nodes.push(
    makeNode('Concat', parts, ['evenkeel.stream'], [integerAttribute('axis', 2)]),
    makeNode(
      'Gather',
      ['evenkeel.stream', hookNames.readPositions],
      [gathered],
      [integerAttribute('axis', 1)],
    ),
  )
  if (isHalf)
    nodes.push(
      makeNode(
        'Cast',
        [gathered],
        [hookNames.residual],
        [integerAttribute('to', elementType.float32)],
      ),
    )
  return nodes
}
