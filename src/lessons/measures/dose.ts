import * as v from 'valibot'
import { spearman } from '../../math/rankCorrelation.ts'
import { slope } from '../../math/slope.ts'
import type { LaneName } from '../../state/run/lane.ts'
import { pushesOf } from '../checks/wantedRun.ts'
import type { FinishedRun } from '../evidence.ts'
import { laneParameters } from './laneOf.ts'
import { measureKind } from './measureKind.ts'
import { laneDifference } from './reading.ts'

const { lane } = laneParameters

/** Push and difference from the baseline in SD of each run that has one. */
const points = (runs: readonly FinishedRun[], name: LaneName) =>
  runs.flatMap((run) => {
    const difference = laneDifference(run, name)
    return difference === null ? [] : [{ push: pushesOf(run).last, difference }]
  })

const pushCount = (all: readonly { push: number }[]) => new Set(all.map(({ push }) => push)).size

/** How much a lane's mean reading changes, in SD, by 0.1 of push: the least squares slope over the runs of the step. */
export const doseSlope = measureKind('slope', 'sd', v.strictObject({ lane }), (wanted, _, runs) => {
  const all = points(runs, wanted.lane)
  if (pushCount(all) < 2) return null
  const [pushes, differences] = [all.map(({ push }) => push), all.map((each) => each.difference)]
  return slope(pushes, differences) / 10
})

/** The rank correlation of push and reading over the runs of the step, −1 … 1. */
export const doseRank = measureKind(
  'rank-correlation',
  'plain',
  v.strictObject({ lane }),
  (wanted, _, runs) => {
    const all = points(runs, wanted.lane)
    if (pushCount(all) < 2) return null
    return spearman(
      all.map(({ push }) => push),
      all.map(({ difference }) => difference),
    )
  },
)

/** The largest, or smallest, difference from the baseline over the runs of the step, in SD. */
export const extreme = measureKind(
  'extreme-difference',
  'sd',
  v.strictObject({ lane, end: v.picklist(['largest', 'smallest']) }),
  ({ end, ...wanted }, _, runs) => {
    const all = points(runs, wanted.lane).map(({ difference }) => difference)
    if (all.length === 0) return null
    return end === 'largest' ? Math.max(...all) : Math.min(...all)
  },
)
