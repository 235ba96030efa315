import { integerAttribute } from './attribute.ts'
import { elementType } from './elementType.ts'
import { hookNames } from './hooks.ts'
import { makeNode, type Node } from './node.ts'
import { makeTensor, type Tensor } from './tensor.ts'

/** One hook point in the making: the node that makes the residual, the name and the type of the residual. */
export interface Hook {
  readonly index: number
  readonly node: Node
  readonly type: number
  /** True where a fused node makes the sum, so that the edit goes into its operand. */
  readonly isSum: boolean
  readonly tensor: string
}

/** A GPU binds at least eight buffers to a shader: one tensor in, and so many out. */
const partsPerSplit = 7

/** Makes the nodes that compute mask (v + (h.u) w), what is added to the residual h at each hook point. */
export class ResidualEdit {
  readonly nodes: Node[] = []
  readonly constants: Tensor[] = []
  readonly #isAffine: boolean
  readonly #splitType: number
  readonly #dModel: number

  /** `count` hook points of width `dModel`; `common` is the element type that most residuals have. */
  constructor(kind: 'add' | 'affine', count: number, dModel: number, common: number) {
    this.#isAffine = kind === 'affine'
    this.#dModel = dModel
    this.#splitType = this.#isAffine ? elementType.float32 : common
    const steer = this.#cast('steer', this.#masked('steer'), this.#splitType, elementType.float32)
    this.#split('steer', steer, 2, 0, count)
    if (!this.#isAffine) return
    const column = BigInt64Array.of(0n, -1n, 1n)
    this.constants.push(makeTensor('evenkeel.column', [3], elementType.int64, column))
    this.nodes.push(
      makeNode('Reshape', [hookNames.measure, 'evenkeel.column'], ['evenkeel.measure_column']),
    )
    this.#split('measure', 'evenkeel.measure_column', 1, 0, count)
    this.#split('respond', this.#masked('respond'), 2, 0, count)
  }

  /** The tensor to add to the residual `h` of a hook point, in the type of that residual. */
  of(hook: Hook, h: string): string {
    const at = hook.index
    let delta = `evenkeel.steer.${at}`
    if (this.#isAffine) {
      const full = this.#cast(`h.${at}`, h, elementType.float32, hook.type)
      delta = `evenkeel.delta.${at}`
      this.nodes.push(
        makeNode('MatMul', [full, `evenkeel.measure.${at}`], [`evenkeel.dot.${at}`]),
        makeNode(
          'Mul',
          [`evenkeel.dot.${at}`, `evenkeel.respond.${at}`],
          [`evenkeel.response.${at}`],
        ),
        makeNode('Add', [`evenkeel.response.${at}`, `evenkeel.steer.${at}`], [delta]),
      )
    }
    return this.#cast(`delta.${at}`, delta, hook.type, this.#splitType)
  }

  /** A fused node sums by itself: the edit goes into its second operand, and the fused kernel stays. */
  addToSkip(hook: Hook, node: Node, inputs: readonly string[]): string {
    const [input = '', skip = ''] = inputs
    const bias = inputs[node.op === 'SkipLayerNormalization' ? 4 : 3]
    let h = skip
    if (this.#isAffine) {
      h = `evenkeel.before.${hook.index}`
      const partial = bias ? `evenkeel.unbiased.${hook.index}` : h
      this.nodes.push(makeNode('Add', [input, skip], [partial]))
      if (bias) this.nodes.push(makeNode('Add', [partial, bias], [h]))
    }
    const steered = `evenkeel.skip.${hook.index}`
    this.nodes.push(makeNode('Add', [skip, this.of(hook, h)], [steered]))
    return steered
  }

  #masked(name: 'steer' | 'respond'): string {
    const masked = `evenkeel.masked_${name}`
    this.nodes.push(makeNode('Mul', [hookNames.mask, hookNames[name]], [masked]))
    return masked
  }

  /** Cuts a tensor into the parts of hook points `from` to `end`, through larger parts where they are many. */
  #split(name: string, tensor: string, axis: number, from: number, end: number): void {
    let size = 1
    while (size * partsPerSplit < end - from) size *= partsPerSplit
    const starts = Array.from(
      { length: Math.ceil((end - from) / size) },
      (_, part) => from + part * size,
    )
    const ends = starts.map((start) => Math.min(start + size, end))
    const parts = starts.map((start) =>
      size === 1 ? `evenkeel.${name}.${start}` : `evenkeel.${name}.${size}.${start}`,
    )
    const widths = `evenkeel.widths_${name}.${from}.${end}`
    const values = BigInt64Array.from(starts, (start, part) =>
      BigInt(((ends[part] ?? start) - start) * this.#dModel),
    )
    this.constants.push(makeTensor(widths, [starts.length], elementType.int64, values))
    this.nodes.push(makeNode('Split', [tensor, widths], parts, [integerAttribute('axis', axis)]))
    if (size === 1) return
    for (const [part, start] of starts.entries())
      this.#split(name, parts[part] ?? '', axis, start, ends[part] ?? start)
  }

  #cast(name: string, tensor: string, to: number, from: number): string {
    if (to === from) return tensor
    const cast = `evenkeel.cast_${name}`
    this.nodes.push(makeNode('Cast', [tensor], [cast], [integerAttribute('to', to)]))
    return cast
  }
}
