import type { GenerateRequest, Lane, Sampling } from '../steering/steerableModel.ts'
import type { RecordedLane, RecordedRun, Recording } from './recording.ts'
import { agree, pushesAgree, sketchedPushes, sketchOf } from './sketch.ts'

/** A recorded run with the lanes that a request asks for, each with its place in the run. */
export interface Match {
  run: RecordedRun
  lanes: { at: number; lane: RecordedLane }[]
}

/** Whether two lists of numbers are the same. */
export const sameNumbers = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, i) => value === other[i])

/** Whether two samplings draw the same tokens. */
export const sameSampling = (one: Sampling, other: Sampling): boolean =>
  one.temperature === other.temperature &&
  one.topK === other.topK &&
  one.topP === other.topP &&
  one.repetitionPenalty === other.repetitionPenalty &&
  one.seed === other.seed

/** The run of a recording that holds every lane of a request; null when there is none. */
export function matchIn(recording: Recording, request: GenerateRequest): Match | null {
  if (request.ignoreStop || request.maxTokens !== recording.maxTokens) return null
  if (!sameNumbers(request.ids, recording.ids)) return null
  if (!sameSampling(request.sampling, recording.sampling)) return null
  if (!sameProbes(recording, request)) return null
  for (const run of recording.runs) {
    const lanes = lanesIn(run, recording, request.lanes)
    if (lanes) return { run, lanes }
  }
  return null
}

/** A lane of the run for each lane asked for, no lane twice; null when one is missing. */
function lanesIn(
  run: RecordedRun,
  recording: Recording,
  asked: readonly Lane[],
): Match['lanes'] | null {
  const lanes: Match['lanes'] = []
  for (const lane of asked) {
    const found = placeOf(lane, run, recording, (at) => lanes.some((taken) => taken.at === at))
    if (!found) return null
    lanes.push(found)
  }
  return lanes
}

function sameProbes({ probes }: Recording, request: GenerateRequest): boolean {
  return (
    probes.length === request.probes.length &&
    request.probes.every(({ at, direction }, i) => {
      const recorded = probes[i]!
      return at === recorded.at && agree(sketchOf(direction), recorded)
    })
  )
}

function placeOf(
  asked: Lane,
  run: RecordedRun,
  { lanes }: Recording,
  isTaken: (at: number) => boolean,
): Match['lanes'][number] | null {
  const pushes = sketchedPushes(asked.steering.interventions)
  if (pushes === null) return null
  for (const [at, index] of run.lanes.entries()) {
    const lane = lanes[index]!
    if (
      !isTaken(at) &&
      lane.coefficient === asked.steering.coefficient &&
      lane.shadow === asked.shadow &&
      lane.seed === (asked.seed ?? null) &&
      pushesAgree(lane.pushes, pushes)
    )
      return { at, lane }
  }
  return null
}
