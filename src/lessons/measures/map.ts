import * as v from 'valibot'
import type { Evidence } from '../evidence.ts'
import { measureKind } from './measureKind.ts'

/** The word put on the map last, or this one. */
function placedIn({ state }: Evidence, word: string | undefined) {
  if (state.map.phase !== 'open') return null
  return state.map.added.findLast((each) => word === undefined || each.word === word) ?? null
}

/** The emotion word of the map nearest to one that was put on it. */
export const nearest = measureKind(
  'nearest',
  'words',
  v.strictObject({ word: v.optional(v.string()) }),
  ({ word }, evidence) => placedIn(evidence, word)?.neighbors[0]?.word ?? null,
)

/** How many of these words are among the nearest eight of one that was put on the map. */
export const near = measureKind(
  'near',
  'count',
  v.strictObject({
    word: v.optional(v.string()),
    words: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
  ({ word, words }, evidence) => {
    const placed = placedIn(evidence, word)
    return placed?.neighbors.filter((each) => words.includes(each.word)).length ?? null
  },
)
