import type { LabState } from '../labState.ts'
import { type Mode, type ModeReason, modeFor } from './mode.ts'

type Deciding = Pick<LabState, 'mode' | 'classroom'>

/** The mode of this state, and why. */
export const modeIn = ({ mode, classroom }: Deciding): { mode: Mode; reason: ModeReason } =>
  modeFor({ ...mode, classTexts: classroom?.texts ?? null })

/** Whether recordings are shown instead of a model at work. */
export const isRecorded = (state: Deciding): boolean => modeIn(state).mode === 'recorded'

/** Whether what stands in the lanes was recorded. */
export const ranRecorded = ({ ran }: Pick<LabState, 'ran'>): boolean =>
  ran?.model.device === 'recorded'
