import * as v from 'valibot'
import { checkKind } from './checkKind.ts'

/** The map of emotion words is open; with `placed`, this word, or any where it is `any`, was put on it. */
export const map = checkKind(
  'map',
  v.strictObject({ placed: v.optional(v.pipe(v.string(), v.nonEmpty())) }),
  ({ placed }, { state }) => {
    if (state.map.phase !== 'open') return { phase: 'open' }
    const { added } = state.map
    if (placed === undefined) return { phase: 'held', runs: [], given: true }
    if (added.some(({ word }) => placed === 'any' || word === placed))
      return { phase: 'held', runs: [] }
    const last = added.at(-1)
    return last
      ? {
          phase: 'differs',
          says: [{ key: 'lesson.differs.word', values: { ran: last.word, asked: placed } }],
        }
      : { phase: 'open' }
  },
)
