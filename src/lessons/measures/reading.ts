import * as v from 'valibot'
import type { LaneName } from '../../state/run/lane.ts'
import { meanReading } from '../../state/run/laneMeasures.ts'
import type { FinishedRun } from '../evidence.ts'
import { laneOf, laneParameters } from './laneOf.ts'
import { measureKind } from './measureKind.ts'

/** Mean reading of a lane's reply in SD, by the unsteered model. */
export const reading = measureKind(
  'reading',
  'sd',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const lane = laneOf(runs, wanted)
    return lane && meanReading(lane)
  },
)

/** Mean reading of a lane's reply minus that of the baseline of the same run, in SD. */
export const readingDifference = measureKind(
  'reading-difference',
  'sd',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const own = laneOf(runs, wanted)
    const rest = laneOf(runs, { ...wanted, lane: 'Baseline' })
    return own && rest && differenceOf(meanReading(own), meanReading(rest))
  },
)

/** The difference in one run, in SD; null without readings. */
export function laneDifference({ lanes }: FinishedRun, name: LaneName): number | null {
  const own = lanes.find((lane) => lane.name === name)
  const rest = lanes[0]
  return own && rest ? differenceOf(meanReading(own), meanReading(rest)) : null
}

const differenceOf = (own: number | null, rest: number | null): number | null =>
  own === null || rest === null ? null : own - rest
