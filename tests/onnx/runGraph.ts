import * as ort from 'onnxruntime-web/wasm'
import { fromHalf } from '../../src/onnx/halfFloat.ts'
import { hookNames } from '../../src/onnx/hooks.ts'
import type { PreparedGraph } from '../../src/onnx/prepare.ts'

ort.env.wasm.numThreads = 1 // graphs this small gain nothing from threads, and threads suffer on a busy machine
ort.env.logLevel = 'error'

/** One run over whole sequences, without a cache. What is not given is zero, and masks are ones. */
export interface Feed {
  rows: readonly (readonly number[])[]
  headDim: number
  steer?: Float32Array
  measure?: Float32Array
  respond?: Float32Array
  mask?: readonly number[]
  read?: readonly number[]
  logits?: readonly number[]
}

export interface Outputs {
  readonly [name: string]: Float32Array
}

/** Opens a session, runs it once for each feed, and closes it. */
export async function runGraph(graph: PreparedGraph, ...feeds: Feed[]): Promise<Outputs[]> {
  const session = await ort.InferenceSession.create(graph.graph, {
    executionProviders: ['wasm'],
    externalData: graph.files.map(({ path, read }) => ({ path, data: read().slice() })),
  })
  const results: Outputs[] = []
  try {
    for (const feed of feeds) {
      const outputs = await session.run(tensorsOf(graph, feed))
      results.push(
        Object.fromEntries(
          Object.entries(outputs).map(([name, tensor]) => [name, floatsOf(tensor)]),
        ),
      )
    }
  } finally {
    await session.release()
  }
  return results
}

function floatsOf(tensor: ort.Tensor): Float32Array {
  if (tensor.type !== 'float16') return tensor.data as Float32Array
  const { buffer, byteOffset, length } = tensor.data as Uint16Array
  return fromHalf(new Uint16Array(buffer, byteOffset, length))
}

function tensorsOf(graph: PreparedGraph, feed: Feed): Record<string, ort.Tensor> {
  const batch = feed.rows.length
  const length = feed.rows[0]!.length
  const positions = Array.from({ length }, (_, position) => position)
  const width = graph.nHooks * graph.dModel
  const wide = (values?: Float32Array): ort.Tensor => {
    const data = values ?? new Float32Array(width)
    return new ort.Tensor('float32', data, [data.length / width, 1, width])
  }
  const all: Record<string, ort.Tensor> = {
    input_ids: integers(feed.rows.flat(), [batch, length]),
    attention_mask: integers(Array(batch * length).fill(1), [batch, length]),
    position_ids: integers(
      feed.rows.flatMap(() => positions),
      [batch, length],
    ),
    [hookNames.steer]: wide(feed.steer),
    [hookNames.measure]: wide(feed.measure),
    [hookNames.respond]: wide(feed.respond),
    [hookNames.mask]: new ort.Tensor(
      'float32',
      Float32Array.from(feed.mask ?? Array(batch * length).fill(1)),
      [batch, length, 1],
    ),
    [hookNames.readPositions]: vector(feed.read ?? positions),
    [hookNames.logitPositions]: vector(feed.logits ?? [length - 1]),
  }
  for (const { past, type, heads, headDim } of graph.cache) {
    const shape = [batch, heads, 0, headDim || feed.headDim]
    all[past] =
      type === 'float16'
        ? new ort.Tensor('float16', new Uint16Array(0), shape)
        : new ort.Tensor('float32', new Float32Array(0), shape)
  }
  return Object.fromEntries(graph.inputs.map((name) => [name, all[name]!]))
}

function vector(values: readonly number[]): ort.Tensor {
  return integers(values, [values.length])
}

function integers(values: readonly number[], shape: readonly number[]): ort.Tensor {
  return new ort.Tensor(
    'int64',
    BigInt64Array.from(values, (value) => BigInt(value)),
    shape,
  )
}

/** The largest difference of two equally long lists; NaN where one holds NaN. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers against ${b.length}`)
  let largest = 0
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!)
    if (!(difference <= largest)) largest = difference
  }
  return largest
}

/** Residuals of one row, (position, hook point, component), in the order of the reference: (hook point, position, component). */
export function byHookPoint(residual: Float32Array, nHooks: number, dModel: number): Float32Array {
  const length = residual.length / (nHooks * dModel)
  const ordered = new Float32Array(residual.length)
  for (let position = 0; position < length; position++)
    for (let hook = 0; hook < nHooks; hook++) {
      const from = (position * nHooks + hook) * dModel
      ordered.set(residual.subarray(from, from + dModel), (hook * length + position) * dModel)
    }
  return ordered
}

/** A vector of zeros for all hook points but one. */
export function at(hook: number, values: ArrayLike<number>, nHooks: number): Float32Array {
  const all = new Float32Array(nHooks * values.length)
  all.set(values, hook * values.length)
  return all
}
