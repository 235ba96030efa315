import { bradleyTerry, type Game } from '../../math/bradleyTerry.ts'
import { stream } from '../../math/seededStream.ts'
import type { Measured } from '../measured.ts'
import type { ComparisonFrame } from './preferencesFrames.ts'
import { askWhich, type ComparisonTask } from './preferencesTasks.ts'
import type { PreferencesTexts } from './preferencesTexts.ts'

const meetings = 4 // each activity meets so many to its right in a ring of random order, and as many to its left
const pairsAtOnce = 8

/** Pairs of activities in a few tasks, and pairs whose answer is obvious in another. */
export interface Tournament {
  rounds: { pairs: (readonly [number, number])[]; task: ComparisonTask }[]
  obvious: ComparisonTask
}

/** The tournament of a frame over the first wordings. Throws RangeError for fewer than 2 activities. */
export function tournamentOf(
  name: string,
  frame: ComparisonFrame,
  { activities, obvious }: PreferencesTexts,
  seed: number,
): Tournament {
  const pairs = pairsOf(activities.length, seed)
  const rounds = Array.from({ length: Math.ceil(pairs.length / pairsAtOnce) }, (_, i) => {
    const some = pairs.slice(i * pairsAtOnce, (i + 1) * pairsAtOnce)
    const texts = some.map(
      ([a, b]) => [activities[a]!.wordings[0], activities[b]!.wordings[0]] as const,
    )
    return { pairs: some, task: askWhich(`${name} ${i}`, frame, texts) }
  })
  return {
    rounds,
    obvious: askWhich(
      `${name}, obvious`,
      frame,
      obvious.map(({ better, worse }) => [better, worse] as const),
    ),
  }
}

/** Every pair of neighbors up to `meetings` apart in a ring of random order, none twice. */
export function pairsOf(n: number, seed: number): [number, number][] {
  const random = stream(seed, 'pairs')
  const order = Array.from({ length: n }, (_, i) => ({ i, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ i }) => i)
  const apart = Math.min(meetings, Math.floor((n - 1) / 2))
  return order.flatMap((a, at) =>
    Array.from({ length: apart }, (_, k): [number, number] => [a, order[(at + k + 1) % n]!]),
  )
}

/** Strengths of the activities, one game a pair and order of options; null while rounds are missing. */
export function rankingOf(
  { rounds }: Tournament,
  measured: Measured,
  n: number,
): Float64Array | null {
  const played = measured.among(rounds)
  if (played.length < rounds.length) return null
  const games = played.flatMap(({ pairs, found: { differences } }) =>
    pairs.flatMap(([a, b], i): Game[] => {
      const orders = differences.length / pairs.length
      return differences.slice(i * orders, (i + 1) * orders).flatMap((difference): Game[] => {
        if (difference > 0) return [{ winner: a, loser: b }]
        if (difference < 0) return [{ winner: b, loser: a }]
        return [
          { winner: a, loser: b, weight: 0.5 },
          { winner: b, loser: a, weight: 0.5 },
        ]
      })
    }),
  )
  return bradleyTerry(n, games)
}
