import type { Tensor } from 'onnxruntime-web'
import { fromHalf } from '../onnx/halfFloat.ts'
import { hookNames } from '../onnx/hooks.ts'
import { disposeCache, emptyCache, type KeyValueCache } from './keyValueCache.ts'
import { type RowSteering, steeringMask } from './rowSteering.ts'
import type { OrtModule } from './runtime.ts'
import type { Feeds, Session } from './session.ts'

/** One run of the graph over new tokens of every row. */
export interface PassInput {
  ids: readonly (readonly number[])[] // rows of equal length, right-padded where `lengths` says so
  lengths?: readonly number[] // real tokens a row; only without a past
  past: KeyValueCache | null
  steering: RowSteering
  read: readonly number[] // positions within `ids` whose residuals are wanted
  logits: readonly number[] // positions within `ids` whose logits are wanted
  keepCache: boolean
}

export interface PassOutput {
  residual: Float32Array // (row, read position, hook, dModel)
  logits: Float32Array // (row, logits position, vocabSize); empty when none were asked for
  cache: KeyValueCache | null
}

/** Runs a pass. The past that was given is used up: its GPU memory is freed. */
export async function runPass(
  ort: OrtModule,
  session: Session,
  headDim: number,
  input: PassInput,
): Promise<PassOutput> {
  const rows = input.ids.length
  const length = input.ids[0]?.length ?? 0
  const past = input.past ?? emptyCache(ort, session, rows, headDim)
  const feeds: Feeds = { ...input.steering.feeds }
  const int64 = (values: readonly number[], dims: number[]): Tensor =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims)

  const positions = (wanted: readonly number[]): Tensor => {
    const list = wanted.length > 0 ? wanted : [length - 1] // the graph computes at least one
    return int64(list, [list.length])
  }
  const total = past.length + length
  for (const name of session.graph.inputs) {
    if (name === 'input_ids') feeds[name] = int64(input.ids.flat(), [rows, length])
    else if (name === 'attention_mask')
      feeds[name] = int64(attended(rows, past.length, length, input.lengths), [rows, total])
    else if (name === 'position_ids')
      feeds[name] = int64(
        Array.from({ length: rows * length }, (_, i) => past.length + (i % length)),
        [rows, length],
      )
    else if (name === hookNames.mask)
      feeds[name] = steeringMask(ort, input.steering, past.length, length)
    else if (name === hookNames.readPositions) feeds[name] = positions(input.read)
    else if (name === hookNames.logitPositions) feeds[name] = positions(input.logits)
    else {
      const tensor = past.tensors.get(name)
      if (tensor) feeds[name] = tensor // any other input was refused when the graph was prepared
    }
  }

  const fetches: string[] = []
  if (input.read.length > 0) fetches.push(hookNames.residual)
  if (input.logits.length > 0) fetches.push('logits')
  if (input.keepCache) fetches.push(...session.graph.cache.map(({ present }) => present))
  const outputs = await session.run(feeds, fetches)
  disposeCache(past)

  const tensors = new Map<string, Tensor>()
  if (input.keepCache)
    for (const { past: name, present } of session.graph.cache) {
      const tensor = outputs[present]
      if (tensor) tensors.set(name, tensor)
    }
  return {
    residual: floats(outputs[hookNames.residual]),
    logits: floats(outputs['logits']),
    cache: input.keepCache ? { rows, length: total, tensors } : null,
  }
}

function attended(
  rows: number,
  pastLength: number,
  length: number,
  lengths?: readonly number[],
): number[] {
  const mask: number[] = []
  for (let row = 0; row < rows; row++) {
    const real = pastLength + (lengths?.[row] ?? length)
    for (let position = 0; position < pastLength + length; position++)
      mask.push(position < real ? 1 : 0)
  }
  return mask
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!tensor) return new Float32Array(0)
  if (tensor.type === 'float32') return tensor.data as Float32Array
  if (tensor.type === 'float16') return floatsOf(tensor.data as unknown as Uint16Array)
  throw new TypeError(`a tensor of ${tensor.type} where floats were expected`)
}

/** Half-precision numbers: bits, or an array type of their own where the platform has one. */
function floatsOf(data: Uint16Array | Float32Array): Float32Array {
  return data instanceof Uint16Array ? fromHalf(data) : Float32Array.from(data)
}
