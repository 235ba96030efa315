import { mean } from './statistics.ts'

/** One comparison of two items by their indices. */
export interface Game {
  winner: number
  loser: number
  weight?: number // 1 if not given; a tie is two games of ½
}

const settled = 1e-13 // largest move of a log strength in a sweep
const mostSweeps = 1_000_000

/**
 * Strengths of n items on the natural log scale, mean 0, (n), larger is stronger: i beats j with
 * odds exp(strength i − strength j). So that an undefeated item stays finite, every item plays one
 * more game, half won and half lost, spread evenly over the others. Throws RangeError for n < 2,
 * a game of no two items and a weight that is negative or not finite.
 * Method: MM, cyclic; Hunter, Ann. Statist. 32, 2004.
 */
export function bradleyTerry(n: number, games: readonly Game[]): Float64Array {
  if (!(Number.isSafeInteger(n) && n >= 2)) throw new RangeError(`${n} items do not compare`)
  const wins = new Float64Array(n).fill(0.5)
  const met = new Float64Array(n * n).fill(1 / (n - 1)) // (item, item), symmetric
  for (const { winner, loser, weight = 1 } of games) {
    const isItem = (i: number) => Number.isSafeInteger(i) && i >= 0 && i < n
    if (!isItem(winner) || !isItem(loser) || winner === loser)
      throw new RangeError(`item ${winner} does not play ${loser} among ${n}`)
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new RangeError(`a game of weight ${weight}`)
    wins[winner]! += weight
    met[winner * n + loser]! += weight
    met[loser * n + winner]! += weight
  }
  const odds = new Float64Array(n).fill(1)
  for (let sweeps = 0; sweep(odds, wins, met) > settled; sweeps++)
    if (sweeps === mostSweeps) throw new RangeError('the strengths do not converge')
  const strengths = odds.map(Math.log)
  const center = mean(strengths)
  return strengths.map((strength) => strength - center)
}

/** Sets every odds in turn to what the others ask of it; returns the largest move of a log. */
function sweep(odds: Float64Array, wins: Float64Array, met: Float64Array): number {
  const n = odds.length
  let largest = 0
  for (let i = 0; i < n; i++) {
    let expected = 0 // wins, by odds
    for (let j = 0; j < n; j++) if (j !== i) expected += met[i * n + j]! / (odds[i]! + odds[j]!)
    const next = wins[i]! / expected
    largest = Math.max(largest, Math.abs(Math.log(next / odds[i]!)))
    odds[i] = next
  }
  return largest
}
