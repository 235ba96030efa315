import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { type Interval, wilsonInterval } from '../../math/statistics.ts'

/** Counts of stories by opening. */
type Counts<Key extends string> = readonly Readonly<Record<Key, number>>[]

/** The share of some stories among others over a draw of openings, 0 … 1; null where there are no others. */
export function shareOver<Key extends string>(
  byOpening: Counts<Key>,
  some: Key,
  all: Key,
  picked: readonly number[] = byOpening.map((_, i) => i),
): number | null {
  const sum = (key: Key) => picked.reduce((total, i) => total + byOpening[i]![key], 0)
  return sum(all) === 0 ? null : sum(some) / sum(all)
}

/**
 * The same share with its 95 % interval over openings, which are the unit: stories of one opening are alike. A share
 * of 0 or 1 has no spread to draw from; it gets Wilson's interval with as many trials as there are openings with such
 * stories. Throws RangeError without any.
 */
export function estimateShare<Key extends string>(
  byOpening: Counts<Key>,
  some: Key,
  all: Key,
  seed: number,
): Interval {
  const own = byOpening.filter((counts) => counts[all] > 0)
  const share = shareOver(own, some, all)
  return share === null || share === 0 || share === 1
    ? wilsonInterval((share ?? 0) * own.length, own.length)
    : bootstrapStatistic(own.length, (picked) => shareOver(own, some, all, picked), seed)
}
