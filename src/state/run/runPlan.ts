import { say } from '../../language/say.ts'
import { residPost } from '../../steering/hookPoint.ts'
import { pushAlong } from '../../steering/pushAlong.ts'
import { randomDirection } from '../../steering/randomDirection.ts'
import { readingScale } from '../../steering/reading.ts'
import type { LaneSteering, Probe, TextSource } from '../../steering/steerableModel.ts'
import { directionIn, type LabState, type RunLabel } from '../labState.ts'
import type { Draft } from './draft.ts'
import { type Gauge, LANE_NAMES, type LaneName } from './lane.ts'
import { drawSeed } from './randomDraw.ts'
import type { Refusal } from './runPhase.ts'
import { parseSettings, type Settings } from './settings.ts'

/** A run that can be started: everything decided but the coefficient, which may move while the model writes. */
export interface RunPlan {
  source: TextSource
  settings: Settings
  label: RunLabel
  gauge: Gauge
  probe: Probe
  steering(lane: LaneName, coefficient: number): LaneSteering
}

/** What is wrong with the draft whatever the model is; null when nothing is. */
export function draftProblem({ draft, model }: LabState): Refusal | null {
  if (draft.prompt.trim() === '') return { field: 'prompt', sentence: say('run.emptyPrompt') }
  const nLayers = model.phase === 'ready' ? model.model.about.nLayers : null
  const settings = parseSettings(draft, nLayers)
  return 'field' in settings ? settings : null
}

/** What the model is given of a draft. */
export const sourceOf = ({ form, prompt }: Pick<Draft, 'form' | 'prompt'>): TextSource =>
  form === 'chat'
    ? { kind: 'chat', messages: [{ role: 'user', content: prompt }] }
    : { kind: 'raw', text: prompt }

/** Plans a run from the state, or says which field stands in the way. */
export function planRun(state: LabState): RunPlan | Refusal {
  const { draft, model } = state
  if (model.phase !== 'ready') return { field: 'model', sentence: say('run.noModel') }
  const problem = draftProblem(state)
  if (problem) return problem
  const { about } = model.model
  const settings = parseSettings(draft, about.nLayers)
  if ('field' in settings) return settings
  if (draft.form === 'chat' && !about.hasChatTemplate)
    return { field: 'prompt', sentence: say('run.noChatTemplate') }
  const set = directionIn(state)?.set
  if (!set) return { field: 'direction', sentence: say('run.noDirection') }
  const { steerBlock, readBlock, sampling } = settings
  const scale = readingScale(set, readBlock)
  const random = randomDirection(set.dModel, drawSeed(sampling.seed, draft.draw))
  return {
    source: sourceOf(draft),
    settings,
    label: {
      ...{ steerBlock, readBlock, seed: sampling.seed, draw: draft.draw, sampling },
      maxTokens: settings.maxTokens,
      ...{ prompt: draft.prompt, form: draft.form, model: about, passport: set.passport },
    },
    gauge: { scale, typicalNorm: set.typicalNorms[readBlock] ?? Number.POSITIVE_INFINITY },
    probe: { at: residPost(readBlock), direction: scale.direction },
    steering: (lane, coefficient) => {
      if (lane === LANE_NAMES[0]) return { coefficient: 0, interventions: [] }
      const along = lane === LANE_NAMES[2] ? random : undefined
      return { coefficient, interventions: pushAlong(set, steerBlock, coefficient, along) }
    },
  }
}
