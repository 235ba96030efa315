import { blocksOf } from '../../experiments/blocks.ts'
import { experimentOf } from '../../experiments/catalog.ts'
import type { ExperimentName } from '../../experiments/experiment.ts'
import type { MeasuredModel } from '../../experiments/measured.ts'
import { headerOf, type RunHeader } from '../../experiments/runHeader.ts'
import { paceOf, secondsOf } from '../../experiments/timeEstimate.ts'
import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { DirectionSet } from '../../steering/directionSet.ts'
import type { LabEngine } from '../../steering/labEngine.ts'
import type { ModelDescription } from '../../steering/steerableModel.ts'
import { directionIn, type LabState } from '../labState.ts'
import type { ModelPhase } from '../model/modelPhase.ts'

/** What decides the plan of an experiment. Equal parts are the same values, from one state to the next. */
export interface PlanParts {
  model: ModelPhase
  set: DirectionSet | null
  texts: unknown
}

export const planParts = (state: LabState, name: ExperimentName): PlanParts => ({
  model: state.model,
  set: directionIn(state)?.set ?? null,
  texts: state.experiments[name].texts,
})

/** Plans an experiment. Throws LabError with what stands in the way. */
export function planOf(name: ExperimentName, { model, set, texts }: PlanParts): RunHeader {
  if (model.phase !== 'ready') throw new LabError('bad-input', noModel())
  if (!set) throw new LabError('bad-input', noDirection())
  const { about } = model.model
  return headerOf(experimentOf(name), { about, set, blocks: blocksOf(about.nLayers) }, texts)
}

/** An engine as experiments ask it. */
export const measuredModel = (about: ModelDescription, engine: LabEngine): MeasuredModel => ({
  about,
  tokenize: (source) => engine.tokenize(source),
  capture: (request) => engine.capture(request),
  generate: (request) => engine.generate(request),
})

/** What a run would take on the loaded model. */
export interface RunEstimate {
  parts: number
  seconds: number
  skipped: readonly string[]
}

/** The estimate for an experiment; null while nothing can be run. */
export function estimateOf(name: ExperimentName, parts: PlanParts): RunEstimate | null {
  try {
    const { tasks, skipped } = planOf(name, parts).plan
    const speed = parts.model.phase === 'ready' ? parts.model.model.tokensPerSecond : null
    return { parts: tasks.length, seconds: secondsOf(tasks, paceOf(speed)), skipped }
  } catch {
    return null
  }
}

export const noModel = (): string => say('experiments.noModel')
export const noDirection = (): string => say('experiments.noDirection')
