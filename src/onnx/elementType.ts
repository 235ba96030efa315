/** The numbers that ONNX gives to element types (TensorProto.DataType), as far as this floor names them. */
export const elementType = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int64: 7,
  bool: 9,
  float16: 10,
  uint4: 21,
  int4: 22,
} as const

const bits = new Map([
  [1, 32],
  [2, 8],
  [3, 8],
  [4, 16],
  [5, 16],
  [6, 32],
  [7, 64],
  [9, 8],
  [10, 16],
  [11, 64],
  [12, 32],
  [13, 64],
  [14, 64],
  [15, 128],
  [16, 16],
  [17, 8],
  [18, 8],
  [19, 8],
  [20, 8],
  [21, 4],
  [22, 4],
  [23, 4],
])

/** How many bytes a tensor takes, or undefined for a type without a fixed size (text) or impossible dimensions. */
export function byteLength(type: number, dims: readonly number[]): number | undefined {
  const width = bits.get(type)
  let count = 1
  for (const dim of dims) count *= dim >= 0 ? dim : Number.NaN
  if (width === undefined || !Number.isSafeInteger(count * width)) return undefined
  return Math.ceil((count * width) / 8)
}
