import { stream } from '../src/math/seededStream.ts'
import { median, quantile } from '../src/math/statistics.ts'

/** A ratio measured in pairs: the median of the pairs' ratios, and an interval of it by resampling the pairs. */
export interface PairedRatio {
  a: number // median of the first, in its unit
  b: number
  ratio: number // median of a / b
  low: number // 95 %, bootstrap over pairs
  high: number
  pairs: number
}

/** Runs a and b in turn, in changing order, and compares them pair by pair. One pair before is not counted. */
export async function paired(
  pairs: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<PairedRatio> {
  const left: number[] = []
  const right: number[] = []
  for (let pair = -1; pair < pairs; pair++) {
    const aFirst = pair % 2 === 0
    const first = await (aFirst ? a : b)()
    const second = await (aFirst ? b : a)()
    if (pair < 0) continue
    left.push(aFirst ? first : second)
    right.push(aFirst ? second : first)
  }
  const ratios = left.map((value, i) => value / (right[i] ?? Number.NaN))
  return {
    a: median(left),
    b: median(right),
    ratio: median(ratios),
    ...intervalOfMedian(ratios),
    pairs,
  }
}

function intervalOfMedian(values: readonly number[]): { low: number; high: number } {
  const random = stream(1, 'paired')
  const medians = Array.from({ length: 2000 }, () =>
    median(values.map(() => values[Math.floor(random.uniform() * values.length)] ?? Number.NaN)),
  )
  return { low: quantile(medians, 0.025), high: quantile(medians, 0.975) }
}
