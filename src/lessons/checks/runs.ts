import * as v from 'valibot'
import type { Draft } from '../../state/run/draft.ts'
import type { FinishedRun } from '../evidence.ts'
import type { Setup } from '../lesson.ts'
import { draftsOf } from '../lessonSetup.ts'
import type { Quantity } from '../said.ts'
import { checkKind } from './checkKind.ts'
import { runDifferences, runParts, wantedRun } from './wantedRun.ts'

/** Several finished runs: one for each push, random draw and seed that the setup lists, or at least so many of them. */
export const runs = checkKind(
  'runs',
  v.strictObject({
    ...runParts,
    least: v.optional(v.pipe(v.number(), v.integer())),
    sameSeed: v.optional(v.boolean()),
  }),
  ({ least, sameSeed, ...parts }, evidence) => {
    const drafts = evidence.setup ? draftsOf(evidence.setup) : []
    const wanted = drafts.map((draft) => wantedRun(draft, parts))
    const among = (runs: readonly FinishedRun[]) =>
      wanted.map((one) => runs.findLast((each) => runDifferences(each, one).length === 0))
    const found = sameSeed ? fullest(bySeed(evidence.runs).map(among)) : among(evidence.runs)
    const there = found.filter((each) => each !== undefined)
    const needed = least ?? drafts.length
    if (needed > 0 && there.length >= needed) return { phase: 'held', runs: there }
    const missing = drafts.filter((_, index) => found[index] === undefined)
    const count = (value: number): Quantity => ({ value, as: 'count' })
    const says = [
      {
        key: 'lesson.partly.runs' as const,
        values: {
          done: count(there.length),
          needed: count(needed),
          ...missingOf(missing, evidence.setup),
        },
      },
    ]
    const last = evidence.fresh.at(-1)
    if (!last) return there.length > 0 ? { phase: 'partly', says } : { phase: 'open' }
    const misses = wanted.map((one) => runDifferences(last, one))
    if (misses.some((differences) => differences.length === 0)) return { phase: 'partly', says }
    const nearest = misses.toSorted((a, b) => a.length - b.length)[0] ?? []
    return { phase: 'differs', says: [...nearest, ...says] }
  },
)

/** The runs of each seed, the seed used last at the end. */
function bySeed(runs: readonly FinishedRun[]): FinishedRun[][] {
  const groups = new Map<number, FinishedRun[]>()
  for (const run of runs) {
    const { seed } = run.label
    const group = groups.get(seed) ?? []
    groups.delete(seed)
    groups.set(seed, [...group, run])
  }
  return [...groups.values()]
}

/** The set with the most runs in it; of equal ones the last. */
function fullest(sets: (FinishedRun | undefined)[][]): (FinishedRun | undefined)[] {
  const filled = (set: (FinishedRun | undefined)[]) => set.filter((run) => run !== undefined).length
  return sets.reduce((best, set) => (filled(set) >= filled(best) ? set : best), [])
}

/** What the missing runs differ in, and how. */
function missingOf(missing: readonly Draft[], setup: Setup | null) {
  const by =
    setup && setup.pushes.length > 1 ? 'push' : setup && setup.draws.length > 1 ? 'draw' : 'seed'
  const each = missing.map((draft): Quantity => {
    if (by === 'push') return { value: draft.coefficient, as: 'push' }
    return { value: by === 'draw' ? draft.draw : Number(draft.seed), as: 'count' }
  })
  return { by, missing: each }
}
