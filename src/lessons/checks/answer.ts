import * as v from 'valibot'
import { checkKind } from './checkKind.ts'

/** The question of the step is answered with one of the right options. For looking back; a run is the better check. */
export const answer = checkKind(
  'answer',
  v.strictObject({ right: v.pipe(v.array(v.string()), v.minLength(1)) }),
  ({ right }, evidence) => {
    if (evidence.answer === null) return { phase: 'open' }
    return right.includes(evidence.answer)
      ? { phase: 'held', runs: [] }
      : { phase: 'differs', says: [{ key: 'lesson.differs.answer', values: {} }] }
  },
)
