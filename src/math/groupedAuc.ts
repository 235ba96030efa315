/** Values by group, such as the texts of one prompt; groups may be empty. */
type Groups = readonly ArrayLike<number>[]

/** The AUC of grouped values, over any draw of the groups: indices with repeats, as a bootstrap draws them. */
export interface GroupedAuc {
  /** Over all pairs of the drawn groups; null where a side is empty. */
  over(indices: readonly number[]): number | null
  /** Over pairs of one group each, so that groups that differ as a whole count for nothing; null where there are none. */
  within(indices: readonly number[]): number | null
}

/**
 * The chance that a positive lies above a negative, ties half, for groups that are drawn together. The wins of every
 * pair of groups are counted once, so that a draw costs groups² additions. A group drawn twice meets its copy as it
 * meets itself. Throws RangeError when the sides have other numbers of groups, or a value is not finite.
 */
export function groupedAuc(negatives: Groups, positives: Groups): GroupedAuc {
  const count = negatives.length
  if (positives.length !== count)
    throw new RangeError(`${count} and ${positives.length} groups do not pair up`)
  const below = negatives.map(ascending)
  const above = positives.map(ascending)
  const wins = new Float64Array(count * count) // (positive group, negative group)
  for (let p = 0; p < count; p++)
    for (let n = 0; n < count; n++) wins[p * count + n] = winsOf(above[p]!, below[n]!)
  const size = (groups: readonly Float64Array[], times: ArrayLike<number>) =>
    groups.reduce((sum, { length }, i) => sum + times[i]! * length, 0)
  return {
    over(indices) {
      const times = timesDrawn(indices, count)
      const pairs = size(above, times) * size(below, times)
      let won = 0
      for (let p = 0; p < count; p++)
        if (times[p]! > 0)
          for (let n = 0; n < count; n++) won += times[p]! * times[n]! * wins[p * count + n]!
      return pairs === 0 ? null : won / pairs
    },
    within(indices) {
      const times = timesDrawn(indices, count)
      let pairs = 0
      let won = 0
      for (let i = 0; i < count; i++) {
        pairs += times[i]! * above[i]!.length * below[i]!.length
        won += times[i]! * wins[i * count + i]!
      }
      return pairs === 0 ? null : won / pairs
    },
  }
}

function ascending(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort()
  if (!sorted.every(Number.isFinite)) throw new RangeError('a value is not finite')
  return sorted
}

/** How often a value of the one side lies above one of the other, ties half; both ascending. */
function winsOf(above: Float64Array, below: Float64Array): number {
  let won = 0
  let under = 0
  let upTo = 0
  for (const value of above) {
    while (under < below.length && below[under]! < value) under++
    while (upTo < below.length && below[upTo]! <= value) upTo++
    won += (under + upTo) / 2
  }
  return won
}

function timesDrawn(indices: readonly number[], count: number): Float64Array {
  const times = new Float64Array(count)
  for (const i of indices) times[i]! += 1
  return times
}
