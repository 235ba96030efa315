import { type Field, fieldOf, itemsOf, refusal, wholeOf } from './field.ts'

/** Numbers inside a JSON file: base64 of float32, little-endian, C order. */
export interface EncodedArray {
  shape: number[]
  float32: string
}

/** Numbers with their shape. */
export interface ShapedArray {
  shape: number[]
  values: Float32Array // (…shape)
}

/** Writes numbers for JSON. Throws RangeError when the shape asks for another count. */
export function encodeArray(values: Float32Array, shape: readonly number[]): EncodedArray {
  if (shape.reduce((product, size) => product * size, 1) !== values.length)
    throw new RangeError(`${values.length} numbers do not have the shape [${shape.join(', ')}]`)
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i]!, true)
  return { shape: [...shape], float32: base64Of(bytes) }
}

/** Bytes as base64. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x2000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x2000))
  return btoa(binary)
}

/** Reads what `encodeArray` wrote, and the `b64` of the tiny decoders. Throws LabError with a sentence that begins with `name`. */
export const parseEncodedArray = (value: unknown, name: string): ShapedArray =>
  encodedArrayOf({ value, name, code: 'bad-file' })

/** As `parseEncodedArray`, for a field of a file. */
export function encodedArrayOf(field: Field): ShapedArray {
  const shape = itemsOf(fieldOf(field, 'shape')).map((size) => wholeOf(size, 0))
  const tiny = fieldOf(field, 'b64')
  const text = tiny.value === undefined ? fieldOf(field, 'float32') : tiny
  const bytes = bytesOf(text)
  const count = shape.reduce((product, size) => product * size, 1)
  if (bytes.length !== count * 4)
    throw refusal(
      field,
      `has the shape [${shape.join(', ')}], which takes ${count * 4} bytes, but holds ${bytes.length}`,
    )
  const view = new DataView(bytes.buffer)
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const value = view.getFloat32(i * 4, true)
    if (!Number.isFinite(value))
      throw refusal(field, `holds ${value} at index ${i}, which is no number to use`)
    values[i] = value
  }
  return { shape, values }
}

/** The bytes of a field that holds base64. Throws LabError for other things. */
export function bytesOf(field: Field): Uint8Array<ArrayBuffer> {
  const { value } = field
  if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
    throw refusal(field, 'must be base64')
  const binary = atob(value)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
