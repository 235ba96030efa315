import { type SeededStream, stream } from './seededStream.ts'

const rounding = 1e-12 // relative: statistics that differ by less count as equal
const enumerated = 14 // values, of which all signs are tried

/**
 * The one-sided p of `observed` under shuffles of n units, in (0, 1]; larger is more extreme.
 * `statistic` sees 0 … n − 1 in a random order; the order as it is counts as one draw, so p is never 0.
 * Throws RangeError for n or draws below 1, an observed value that is not finite and a statistic of NaN.
 * Phipson & Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010.
 */
export function permutationTest(
  observed: number,
  statistic: (order: readonly number[]) => number,
  n: number,
  seed: number,
  draws = 10_000,
): number {
  requireCount(n, 'units')
  requireCount(draws, 'draws')
  const random = stream(seed, 'permutation')
  if (!Number.isFinite(observed)) throw new RangeError(`an observed value of ${observed}`)
  const least = observed - rounding * Math.abs(observed)
  let extreme = 1
  for (let draw = 0; draw < draws; draw++)
    if (numeric(statistic(shuffled(n, random))) >= least) extreme++
  return extreme / (1 + draws)
}

/**
 * The two-sided p, in (0, 1], of the mean of paired differences when each could as well have had
 * the other sign. Exact over all 2ⁿ signs for n ≤ 14, else over seeded draws and the signs as they are.
 * Throws RangeError for no values, for one that is not finite and for draws below 1.
 * Fisher, The Design of Experiments, 1935, section 21.
 */
export function signFlipTest(values: ArrayLike<number>, seed: number, draws = 10_000): number {
  const n = values.length
  requireCount(n, 'values')
  requireCount(draws, 'draws')
  let sum = 0
  let size = 0
  for (let i = 0; i < n; i++) {
    sum += values[i]!
    size += Math.abs(values[i]!)
  }
  if (!Number.isFinite(size)) throw new RangeError('a difference is not finite')
  const least = Math.abs(sum) - rounding * size
  const isExtreme = (flips: (i: number) => boolean): boolean => {
    let flipped = 0
    for (let i = 0; i < n; i++) flipped += flips(i) ? -values[i]! : values[i]!
    return Math.abs(flipped) >= least
  }
  const exact = n <= enumerated
  const random = stream(seed, 'signFlip')
  let extreme = exact ? 0 : 1
  const trials = exact ? 2 ** n : draws
  for (let trial = 0; trial < trials; trial++)
    if (isExtreme((i) => (exact ? (trial >> i) % 2 === 1 : random.uniform() < 0.5))) extreme++
  return extreme / (exact ? trials : 1 + trials)
}

/** 0 … n − 1 in a random order; Fisher and Yates, as Durstenfeld has it (Commun. ACM 7, 1964). */
function shuffled(n: number, random: SeededStream): number[] {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1))
    const moved = order[i]!
    order[i] = order[j]!
    order[j] = moved
  }
  return order
}

function numeric(value: number): number {
  if (Number.isNaN(value)) throw new RangeError('the statistic is not a number')
  return value
}

function requireCount(count: number, of: string): void {
  if (!(Number.isSafeInteger(count) && count >= 1))
    throw new RangeError(`${count} ${of} are too few`)
}
