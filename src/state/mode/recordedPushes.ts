import type { Recorded, RecordedRuns } from '../../steering/labEngine.ts'
import { directionIn, type LabState } from '../labState.ts'
import { lastModel } from '../model/modelPhase.ts'
import { sourceOf } from '../run/runPlan.ts'
import { parseSettings } from '../run/settings.ts'
import { usualStops } from './usualStops.ts'

/** What can be replayed; null where a model is at work. */
export const recordedIn = ({ model }: Pick<LabState, 'model'>): Recorded | null =>
  lastModel(model)?.recorded ?? null

/** The recorded runs of a draft's prompt, under any setting. */
export function recordedOfPrompt(state: Pick<LabState, 'model' | 'draft'>): RecordedRuns[] {
  const prompt = JSON.stringify(sourceOf(state.draft))
  return (recordedIn(state)?.runs ?? []).filter(({ source }) => JSON.stringify(source) === prompt)
}

/** The parts of a draft in which a recording is of another one; none where only the push can differ. */
export type RecordedField = 'seed' | 'sampling' | 'maxTokens' | 'blocks' | 'direction' | 'draw'

/** In what a recorded run of the same prompt differs from the draft. */
export function differences(state: LabState, run: RecordedRuns): RecordedField[] {
  const { draft } = state
  const settings = parseSettings(draft, null)
  if ('field' in settings) return []
  const { seed, temperature, topK, topP, repetitionPenalty } = settings.sampling
  const { sampling } = run
  const same: Record<RecordedField, boolean> = {
    seed: seed === sampling.seed,
    sampling:
      temperature === sampling.temperature &&
      topK === sampling.topK &&
      topP === sampling.topP &&
      repetitionPenalty === sampling.repetitionPenalty,
    maxTokens: settings.maxTokens === run.maxTokens,
    blocks: settings.steerBlock === run.steerBlock && settings.readBlock === run.readBlock,
    direction: (directionIn(state)?.key ?? draft.direction) === run.direction,
    draw: draft.draw === run.draw,
  }
  return (Object.keys(same) as RecordedField[]).filter((field) => !same[field])
}

/** The pushes that are recorded of the draft as it is, rising. */
export function recordedPushes(state: LabState): number[] {
  const runs = recordedOfPrompt(state).filter((run) => differences(state, run).length === 0)
  return [...new Set(runs.flatMap(({ pushes }) => pushes))].sort((a, b) => a - b)
}

/** Where the slider can stand in recorded mode: at recorded pushes; where none is, at those that recordings usually have. */
function stopsIn(state: LabState): readonly number[] {
  const pushes = recordedPushes(state)
  return pushes.length > 0 ? pushes : usualStops
}

/** The stop next to a push; of two as near, the one nearer to 0. Throws RangeError for what is not a number. */
export function nearestStop(state: LabState, push: number): number {
  if (!Number.isFinite(push)) throw new RangeError(`${push} is not a coefficient`)
  return stopsIn(state).reduce((best, stop) => {
    const [own, others] = [Math.abs(stop - push), Math.abs(best - push)]
    const nearer = own < others - 1e-9
    return nearer || (Math.abs(own - others) <= 1e-9 && Math.abs(stop) < Math.abs(best))
      ? stop
      : best
  })
}

/** The stop on this side of a push; the push itself where there is none. */
export function stopBeside(state: LabState, push: number, side: -1 | 1): number {
  const stops = stopsIn(state).filter((stop) => (stop - push) * side > 1e-9)
  return (side === 1 ? stops[0] : stops.at(-1)) ?? push
}
