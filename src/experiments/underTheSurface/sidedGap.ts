import { mean } from '../../math/statistics.ts'

/** The mean of the later values minus that of the first `calm` ones, over the picked indices; null where a side is not drawn. */
export function gapOf(
  values: readonly number[],
  calm: number,
  picked: readonly number[] = values.map((_, i) => i),
): number | null {
  const [low, high] = sidesOf(values, calm, picked)
  return low.length === 0 || high.length === 0 ? null : mean(high) - mean(low)
}

/** The gap in SD of values around the mean of their side; null where that is 0. Cohen, 1988. */
export function cohen(
  values: readonly number[],
  calm: number,
  picked: readonly number[] = values.map((_, i) => i),
): number | null {
  const gap = gapOf(values, calm, picked)
  const spread = spreadOf(values, calm, picked)
  return gap === null || spread === 0 ? null : gap / spread
}

/** The SD of values around the mean of their side; 0 where there are too few. */
export function spreadOf(
  values: readonly number[],
  calm: number,
  picked: readonly number[] = values.map((_, i) => i),
): number {
  const sides = sidesOf(values, calm, picked).filter((side) => side.length > 0)
  const squares = sides.flatMap((side) => side.map((value) => (value - mean(side)) ** 2))
  const free = squares.length - sides.length
  return free < 1 ? 0 : Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / free)
}

const sidesOf = (values: readonly number[], calm: number, picked: readonly number[]) =>
  [
    picked.filter((i) => i < calm).map((i) => values[i]!),
    picked.filter((i) => i >= calm).map((i) => values[i]!),
  ] as [number[], number[]]
