/**
 * How far two clusterings of the same things agree: 1 where they are equal but for their names, 0 as by chance, below it
 * for less. Two clusterings that put everything together, or everything apart, agree fully. Throws RangeError when
 * lengths differ or there are fewer than 2 things. Hubert & Arabie, J. Classif. 2, 1985.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length
  if (n !== b.length || n < 2) throw new RangeError(`clusterings of ${n} and ${b.length} things`)
  const cells = new Map<string, number>()
  const rows = new Map<number, number>()
  const columns = new Map<number, number>()
  const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (let i = 0; i < n; i++) {
    count(cells, `${a[i]} ${b[i]}`)
    count(rows, a[i]!)
    count(columns, b[i]!)
  }
  const pairs = (counts: Map<unknown, number>): number => {
    let sum = 0
    for (const size of counts.values()) sum += (size * (size - 1)) / 2
    return sum
  }
  const together = pairs(cells)
  const expected = (pairs(rows) * pairs(columns)) / ((n * (n - 1)) / 2)
  const most = (pairs(rows) + pairs(columns)) / 2
  return most === expected ? 1 : (together - expected) / (most - expected)
}
