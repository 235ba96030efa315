import { LabError } from '../labError.ts'
import { byteLength, elementType } from './elementType.ts'
import { fromHalf } from './halfFloat.ts'
import type { Tensor } from './tensor.ts'

/** The external data files of a graph, by plain file name, and the name of the graph for messages. */
export interface WeightFiles {
  readonly file: string
  readonly external: ReadonlyMap<string, Uint8Array>
}

/**
 * The bytes of a tensor, as a view where they stand; undefined for numbers written one by one. Throws LabError for
 * external data that is missing, out of range or of the wrong size, naming tensor and file.
 */
export function weightBytes(tensor: Tensor, files: WeightFiles): Uint8Array | undefined {
  const { data } = tensor
  if (data.kind === 'listed') return undefined
  if (data.kind === 'made') return data.make()
  const expected = byteLength(tensor.type, tensor.dims)
  if (data.kind === 'inline') {
    if (expected !== undefined && expected !== data.bytes.length)
      throw new LabError(
        'bad-file',
        `The tensor ${tensor.name} in ${files.file} has ${data.bytes.length} bytes where its shape needs ${expected}. The file is damaged: download it again.`,
      )
    return data.bytes
  }
  const { location } = data
  if (location === '' || location === '.' || location === '..' || /[/\\:]/.test(location))
    throw new LabError(
      'bad-file',
      `The tensor ${tensor.name} in ${files.file} points to "${location}", which is not a plain file name. Data must lie beside the graph.`,
    )
  const bytes = files.external.get(location)
  if (!bytes)
    throw new LabError(
      'missing-file',
      `${files.file} needs the file ${location}, which is missing. Put it beside the graph.`,
    )
  const offset = Number(data.offset)
  const length = data.length === undefined ? (expected ?? Number.NaN) : Number(data.length)
  const isWhole = Number.isSafeInteger(offset) && Number.isSafeInteger(length)
  if (!isWhole || offset < 0 || length < 0 || offset + length > bytes.length)
    throw new LabError(
      'bad-file',
      `The tensor ${tensor.name} of ${files.file} lies outside ${location}: offset ${data.offset}, length ${data.length ?? expected}, but the file has ${bytes.length} bytes. Download both again.`,
    )
  if (expected !== undefined && expected !== length)
    throw new LabError(
      'bad-file',
      `The tensor ${tensor.name} of ${files.file} has ${length} bytes in ${location} where its shape needs ${expected}. The files do not belong together.`,
    )
  return bytes.subarray(offset, offset + length)
}

/** The numbers of a float32 or float16 tensor; undefined for other types and for numbers written one by one. */
export function weightFloats(
  tensor: Tensor,
  files: WeightFiles,
): Float32Array<ArrayBuffer> | undefined {
  const bytes = weightBytes(tensor, files)
  if (!bytes) return undefined
  const copy = bytes.slice().buffer
  if (tensor.type === elementType.float32) return new Float32Array(copy)
  return tensor.type === elementType.float16 ? fromHalf(new Uint16Array(copy)) : undefined
}
