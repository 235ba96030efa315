import * as v from 'valibot'
import { checkKind } from './checkKind.ts'
import { runDifferences, runParts, wantedRun } from './wantedRun.ts'

/** A finished run as the setup says that was watched, with a threshold in force; alarms or none are for the outcomes. */
export const watched = checkKind(
  'watched',
  v.strictObject(runParts),
  (parts, { setup, runs, fresh }) => {
    const wanted = wantedRun(setup?.draft ?? null, parts)
    const same = runs.filter((each) => runDifferences(each, wanted).length === 0)
    const found = same.findLast(({ threshold }) => threshold !== null)
    if (found) return { phase: 'held', runs: [found] }
    const last = fresh.at(-1)
    if (!last) return { phase: 'open' }
    const unwatched = last.threshold === null
    return {
      phase: 'differs',
      says: [
        ...runDifferences(last, wanted),
        ...(unwatched ? [{ key: 'lesson.differs.unwatched' as const, values: {} }] : []),
      ],
    }
  },
)
