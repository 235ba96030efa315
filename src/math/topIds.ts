const minusZero = 1 << 31 // the bits of −0

/**
 * The ids of the `count` largest values in descending order, ties to the lower id.
 * A histogram of the leading 16 bits finds the threshold, so that only what lies above it is sorted.
 * Throws RangeError for a NaN.
 */
export function topIds(values: Float32Array, count: number): Uint32Array {
  const keys = descendingKeys(values)
  const kept = count < values.length ? candidates(keys, count) : allIds(keys.length)
  return sortedByKey(kept, keys).subarray(0, count)
}

/** Numbers that ascend, read without their sign, as the floats descend; −0 counts as 0. */
function descendingKeys(values: Float32Array): Int32Array {
  const keys = new Int32Array(values.slice().buffer)
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i]!
    if ((bits & 0x7fffffff) > 0x7f800000) throw new RangeError(`value ${i} is not a number`)
    keys[i] = bits < 0 && bits !== minusZero ? bits : ~bits & 0x7fffffff
  }
  return keys
}

function allIds(length: number): Uint32Array {
  const ids = new Uint32Array(length)
  for (let id = 0; id < length; id++) ids[id] = id
  return ids
}

/** Every id, ascending, up to the bucket of leading 16 bits in which the `count`-th falls. */
function candidates(keys: Int32Array, count: number): Uint32Array {
  const histogram = new Uint32Array(1 << 16)
  for (let id = 0; id < keys.length; id++) histogram[keys[id]! >>> 16]!++
  let bucket = 0
  let above = histogram[0]!
  while (above < count) above += histogram[++bucket]!
  const kept = new Uint32Array(above)
  let at = 0
  for (let id = 0; id < keys.length; id++) if (keys[id]! >>> 16 <= bucket) kept[at++] = id
  return kept
}

/** Radix sort, eleven bits a pass; stable, so that equal keys keep the order of ids. */
function sortedByKey(ids: Uint32Array, keys: Int32Array): Uint32Array {
  const { length } = ids
  let from: Uint32Array = ids
  let to: Uint32Array = new Uint32Array(length)
  let fromKeys = new Int32Array(length) // in the order of `from`, for reading in a row is fast
  let toKeys = new Int32Array(length)
  for (let i = 0; i < length; i++) fromKeys[i] = keys[ids[i]!]!
  for (let shift = 0; shift < 32; shift += 11) {
    const starts = new Uint32Array(2049)
    for (let i = 0; i < length; i++) starts[((fromKeys[i]! >>> shift) & 2047) + 1]!++
    for (let digit = 0; digit < 2048; digit++) starts[digit + 1]! += starts[digit]!
    for (let i = 0; i < length; i++) {
      const key = fromKeys[i]!
      const place = starts[(key >>> shift) & 2047]!++
      to[place] = from[i]!
      toKeys[place] = key
    }
    ;[from, to] = [to, from]
    ;[fromKeys, toKeys] = [toKeys, fromKeys]
  }
  return from
}
