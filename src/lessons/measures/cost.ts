import * as v from 'valibot'
import { perplexityRatio } from '../../state/run/laneMeasures.ts'
import { laneOf, laneParameters, textOf } from './laneOf.ts'
import { measureKind } from './measureKind.ts'

/** How many times less expected a lane's reply is, to the unsteered model, than the baseline's. */
export const cost = measureKind(
  'perplexity-ratio',
  'ratio',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const own = laneOf(runs, wanted)
    const rest = laneOf(runs, { ...wanted, lane: 'Baseline' })
    return own && rest && perplexityRatio(own, rest)
  },
)

/** Share of a lane's words, 0 … 1, that lie in a run of three words which the reply has twice or more. */
export const repeated = measureKind(
  'repeated',
  'share',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const lane = laneOf(runs, wanted)
    return lane && repeatedShare(textOf(lane))
  },
)

function repeatedShare(text: string): number | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []
  if (words.length < 3) return null
  const places = new Map<string, number[]>()
  for (let start = 0; start + 3 <= words.length; start++) {
    const key = words.slice(start, start + 3).join(' ')
    places.set(key, [...(places.get(key) ?? []), start])
  }
  const marked = new Set<number>()
  for (const starts of places.values())
    if (starts.length > 1)
      for (const start of starts) for (const step of [0, 1, 2]) marked.add(start + step)
  return marked.size / words.length
}
