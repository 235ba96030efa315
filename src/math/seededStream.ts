/** Numbers that are the same for the same seed and path, on every machine and for good. */
export interface SeededStream {
  /** 53 bits, in [0, 1). */
  uniform(): number
  /** Mean 0, SD 1. */
  gaussian(): number
}

type State = [number, number, number, number]

/**
 * The stream of a seed, or an independent substream of it named by a path: `stream(7, 'random', 3)`.
 * Throws RangeError for a seed or step that is not a safe integer, TypeError for other things.
 */
export function stream(seed: number, ...path: (number | string)[]): SeededStream {
  for (const step of [seed, ...path])
    if (typeof step !== 'string' && !Number.isSafeInteger(step))
      throw new RangeError(`a seed must be a whole number, not ${step}`)
  const name = new TextEncoder().encode(JSON.stringify([seed, ...path]))
  const state: State = [murmur3(name, 1), murmur3(name, 2), murmur3(name, 3), murmur3(name, 4)]
  if (state.every((word) => word === 0)) state[0] = 1 // the one state that xoshiro never leaves
  const uniform = () => ((xoshiro128(state) >>> 5) * 2 ** 26 + (xoshiro128(state) >>> 6)) / 2 ** 53
  let spare: number | null = null
  return {
    uniform,
    // Polar method: Marsaglia & Bray, SIAM Review 6, 1964. Two values a draw, the second is kept.
    gaussian() {
      if (spare !== null) {
        const kept = spare
        spare = null
        return kept
      }
      for (;;) {
        const x = 2 * uniform() - 1
        const y = 2 * uniform() - 1
        const square = x * x + y * y
        if (square >= 1 || square === 0) continue
        const stretch = Math.sqrt((-2 * Math.log(square)) / square)
        spare = y * stretch
        return x * stretch
      }
    },
  }
}

/** The next 32 bits of xoshiro128** 1.1; Blackman & Vigna, ACM Trans. Math. Softw. 47, 2021. Moves the state on. */
export function xoshiro128(state: State): number {
  const out = Math.imul(rotated(Math.imul(state[1], 5), 7), 9) >>> 0
  const shifted = state[1] << 9
  state[2] ^= state[0]
  state[3] ^= state[1]
  state[1] ^= state[2]
  state[0] ^= state[3]
  state[2] ^= shifted
  state[3] = rotated(state[3], 11)
  return out
}

/** MurmurHash3 x86 32-bit of the bytes (Appleby, 2011), as an unsigned number. */
export function murmur3(bytes: Uint8Array, seed: number): number {
  let hash = seed
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 4)
  for (let at = 0; at < whole; at += 4) {
    hash = rotated(hash ^ scrambled(view.getUint32(at, true)), 13)
    hash = Math.imul(hash, 5) + 0xe6546b64
  }
  let tail = 0
  for (let at = bytes.length - 1; at >= whole; at--) tail = (tail << 8) | bytes[at]!
  hash ^= scrambled(tail) ^ bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

const scrambled = (word: number): number =>
  Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
