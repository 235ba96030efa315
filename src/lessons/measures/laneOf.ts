import * as v from 'valibot'
import { LANE_NAMES, type LaneName, type LaneText } from '../../state/run/lane.ts'
import { pushesOf } from '../checks/wantedRun.ts'
import type { FinishedRun } from '../evidence.ts'

/** Which lane is measured, and where there were several runs, under which push, draw or seed; the last without. */
export const laneParameters = {
  lane: v.optional(v.picklist(LANE_NAMES), 'Steered'),
  at: v.optional(v.number()),
  draw: v.optional(v.number()),
  seed: v.optional(v.number()),
}

type Wanted = { at?: number | undefined; draw?: number | undefined; seed?: number | undefined }

/** The run that is measured; null where there is none. */
export const runOf = (runs: readonly FinishedRun[], { at, draw, seed }: Wanted) =>
  runs.findLast(
    (run) =>
      (at === undefined || Math.abs(pushesOf(run).last - at) < 0.005) &&
      (draw === undefined || run.label.draw === draw) &&
      (seed === undefined || run.label.seed === seed),
  ) ?? null

/** A lane of the run that is measured; null where there is none. */
export function laneOf(
  runs: readonly FinishedRun[],
  wanted: Wanted & { lane: LaneName },
): LaneText | null {
  return runOf(runs, wanted)?.lanes.find(({ name }) => name === wanted.lane) ?? null
}

/** What a lane wrote. */
export const textOf = (lane: LaneText): string => lane.reply.map(({ piece }) => piece).join('')
