import * as v from 'valibot'
import { checkKind } from './checkKind.ts'
import { runDifferences, runParts, wantedRun } from './wantedRun.ts'

/** A finished run that is what the setup of the step says, in every part that decides its texts. */
export const run = checkKind('run', v.strictObject(runParts), (parts, { setup, runs, fresh }) => {
  const wanted = wantedRun(setup?.draft ?? null, parts)
  const found = runs.findLast((each) => runDifferences(each, wanted).length === 0)
  if (found) return { phase: 'held', runs: [found] }
  const last = fresh.at(-1)
  return last ? { phase: 'differs', says: runDifferences(last, wanted) } : { phase: 'open' }
})
