import type { LoadedModel, LoadStage } from '../../steering/labEngine.ts'

/** Where the model is. `lost` was ready and is gone with its worker or device: texts and settings outlive it. */
export type ModelPhase =
  | { phase: 'idle' }
  | { phase: 'loading'; stage: LoadStage; file: string; done: number; total: number }
  | { phase: 'ready'; model: LoadedModel }
  | { phase: 'failed'; sentence: string; isFirst: boolean } // isFirst: the model that the page began with
  | { phase: 'lost'; sentence: string; model: LoadedModel }

/** The model that is, or was last, loaded. */
export function lastModel(model: ModelPhase): LoadedModel | null {
  return model.phase === 'ready' || model.phase === 'lost' ? model.model : null
}
