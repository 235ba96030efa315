import durations from '../../data/recorded-durations.json'
import type { ExperimentName } from '../../experiments/experiment.ts'
import { paceOf, secondsOf } from '../../experiments/timeEstimate.ts'
import { type PlanParts, planOf } from './experimentEstimate.ts'

/** How a recorded run is played. */
export interface PlayTime {
  parts: number
  seconds: number
  measured: boolean // else estimated from the speed of the device that recorded
}

/** The time of a play: as the run was measured where that is known. Throws LabError with what stands in the way. */
export function playTimeOf(
  name: ExperimentName,
  { model, set }: Pick<PlanParts, 'model' | 'set'>,
): PlayTime {
  const { tasks } = planOf(name, { model, set, texts: undefined }).plan
  const known = new Map<string, number>(Object.entries(durations)).get(name)
  const speed = model.phase === 'ready' ? model.model.tokensPerSecond : null
  return {
    parts: tasks.length,
    seconds: known ?? secondsOf(tasks, paceOf(speed)),
    measured: known !== undefined,
  }
}

/** The same; null while nothing can be played. */
export function playTime(
  name: ExperimentName,
  parts: Pick<PlanParts, 'model' | 'set'>,
): PlayTime | null {
  try {
    return playTimeOf(name, parts)
  } catch {
    return null
  }
}
