import * as v from 'valibot'
import { highestMean, laneAlarms } from '../../state/watch/laneAlarms.ts'
import { laneOf, laneParameters, runOf } from './laneOf.ts'
import { measureKind } from './measureKind.ts'

/** How many alarms a lane raised; null where it was not watched. */
export const alarms = measureKind(
  'alarms',
  'count',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const lane = laneOf(runs, wanted)
    const threshold = runOf(runs, wanted)?.threshold ?? null
    return lane && threshold !== null ? laneAlarms(lane, threshold).length : null
  },
)

/** The highest mean over the window of the alarm in a lane, in SD. */
export const highest = measureKind(
  'highest-mean',
  'sd',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const lane = laneOf(runs, wanted)
    return lane && highestMean(lane)
  },
)

/** The threshold that a run was watched with, in SD. */
export const threshold = measureKind(
  'threshold',
  'sd',
  v.strictObject({ at: laneParameters.at }),
  (wanted, _, runs) => runOf(runs, wanted)?.threshold ?? null,
)
