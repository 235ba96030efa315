/**
 * Spearman's rank correlation of pairs, for one draw of them after another: a function of the indices drawn, some
 * perhaps often, that gives what `spearman` gives for these pairs, without sorting again; null where a side of the
 * draw is constant. Throws RangeError when lengths differ and for a NaN.
 */
export function drawnSpearman(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): (drawn: readonly number[]) => number | null {
  if (a.length !== b.length)
    throw new RangeError(`${a.length} and ${b.length} values do not pair up`)
  const [first, second] = [levelsOf(a), levelsOf(b)]
  return (drawn) => {
    const ranksA = ranksIn(first, drawn)
    const ranksB = ranksIn(second, drawn)
    const middle = (drawn.length + 1) / 2
    let [xx, xy, yy] = [0, 0, 0]
    for (const i of drawn) {
      const x = ranksA[first.of[i]!]! - middle
      const y = ranksB[second.of[i]!]! - middle
      xx += x * x
      xy += x * y
      yy += y * y
    }
    return xx === 0 || yy === 0 ? null : Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)))
  }
}

/** The distinct values by their order: which of them every index has, and how many there are. */
interface Levels {
  of: Int32Array
  count: number
}

function levelsOf(values: ArrayLike<number>): Levels {
  const some = Array.from(values, (value) => {
    if (Number.isNaN(value)) throw new RangeError('a value is not a number')
    return value
  })
  const distinct = [...new Set(some)].sort((x, y) => x - y)
  const level = new Map(distinct.map((value, i) => [value, i]))
  return { of: Int32Array.from(some, (value) => level.get(value)!), count: distinct.length }
}

/** The mean rank in the draw of every level. */
function ranksIn({ of, count }: Levels, drawn: readonly number[]): Float64Array {
  const ranks = new Float64Array(count)
  for (const i of drawn) ranks[of[i]!]!++
  let below = 0
  for (let level = 0; level < count; level++) {
    const here = ranks[level]!
    ranks[level] = below + (here + 1) / 2
    below += here
  }
  return ranks
}
