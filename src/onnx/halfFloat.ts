const scratch = new DataView(new ArrayBuffer(4))

/** float16 numbers, as their bits, to float32: exact. */
export function fromHalf(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(bits.length)
  for (let i = 0; i < bits.length; i++) {
    const half = bits[i]!
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >> 10) & 31
    const fraction = half & 1023
    if (exponent === 31) numbers[i] = fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
    else if (exponent === 0) numbers[i] = sign * fraction * 2 ** -24
    else numbers[i] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return numbers
}

/** The bits of the float16 number nearest to `value` (ties to even); infinity beyond 65504. */
export function toHalf(value: number): number {
  scratch.setFloat32(0, value)
  const sign = (scratch.getUint32(0) >>> 16) & 0x8000
  const size = Math.abs(value)
  if (Number.isNaN(value)) return 0x7e00
  if (size >= 65520) return sign | 0x7c00
  if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24)
  const exponent = Math.floor(Math.log2(size))
  const fraction = roundToEven((size / 2 ** exponent - 1) * 1024)
  return sign | (((exponent + 15) << 10) + fraction)
}

function roundToEven(value: number): number {
  const down = Math.floor(value)
  const rest = value - down
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down
}
