import { type SeededStream, stream } from './seededStream.ts'
import { dot, norm } from './vector.ts'

const mostRounds = 100

/**
 * Clusters unit rows by their angles: the cluster of each row, 0 … k − 1, from one seeded start. Clusters are numbered
 * by their first row, and there are fewer than k where rows coincide. Throws RangeError without k rows.
 * Dhillon & Modha, Mach. Learn. 42, 2001; starts as k-means++ (Arthur & Vassilvitskii, SODA 2007).
 */
export function sphericalClusters(
  rows: readonly Float32Array[],
  k: number,
  seed: number,
): Uint16Array {
  if (!(Number.isSafeInteger(k) && k >= 1 && k <= rows.length))
    throw new RangeError(`${k} clusters of ${rows.length} rows`)
  let centers = startingCenters(rows, k, stream(seed, 'sphericalClusters'))
  let clusters = nearest(rows, centers)
  for (let round = 0; round < mostRounds; round++) {
    centers = centersOf(rows, clusters, centers)
    const next = nearest(rows, centers)
    if (next.every((cluster, i) => cluster === clusters[i])) break
    clusters = next
  }
  return numberedByFirst(clusters)
}

/** Rows drawn one after another, each with a chance that grows with its distance from those drawn before. */
function startingCenters(
  rows: readonly Float32Array[],
  k: number,
  random: SeededStream,
): Float32Array[] {
  const centers = [rows[Math.floor(random.uniform() * rows.length)]!]
  const distances = Float64Array.from(rows, (row) => distance(row, centers[0]!))
  while (centers.length < k) {
    let left = random.uniform() * distances.reduce((sum, d) => sum + d, 0)
    let chosen = rows.length - 1
    for (let i = 0; i < rows.length; i++) {
      left -= distances[i]!
      if (left < 0) {
        chosen = i
        break
      }
    }
    const center = rows[chosen]!
    centers.push(center)
    for (const [i, row] of rows.entries())
      distances[i] = Math.min(distances[i]!, distance(row, center))
  }
  return centers
}

const distance = (a: Float32Array, b: Float32Array): number => Math.max(0, 1 - dot(a, b))

const nearest = (rows: readonly Float32Array[], centers: readonly Float32Array[]): Uint16Array =>
  Uint16Array.from(rows, (row) => {
    let best = 0
    let highest = Number.NEGATIVE_INFINITY
    for (const [c, center] of centers.entries()) {
      const cosine = dot(row, center)
      if (cosine > highest) {
        highest = cosine
        best = c
      }
    }
    return best
  })

/** The unit means of the clusters; an empty one, or one whose mean has no direction, keeps its center. */
function centersOf(
  rows: readonly Float32Array[],
  clusters: Uint16Array,
  before: readonly Float32Array[],
): Float32Array[] {
  return before.map((center, c) => {
    const sum = new Float64Array(center.length)
    for (const [i, row] of rows.entries())
      if (clusters[i] === c) for (let d = 0; d < sum.length; d++) sum[d]! += row[d]!
    const length = norm(sum)
    return length > 0 ? Float32Array.from(sum, (value) => value / length) : center
  })
}

function numberedByFirst(clusters: Uint16Array): Uint16Array {
  const numbers = new Map<number, number>()
  return clusters.map((cluster) => {
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size)
    return numbers.get(cluster)!
  })
}
