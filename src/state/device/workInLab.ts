import { isMeasuring } from '../experiments/experimentEntry.ts'
import { isDeriving, type LabState } from '../labState.ts'
import { isBusy } from '../run/runPhase.ts'
import type { TabWork } from './tabWork.ts'

/** What this tab is at work with, the weightiest first; null when loading its page again would lose nothing. */
export function workInLab(state: LabState, inLesson: boolean): TabWork | null {
  if (isBusy(state.run) || state.run.phase === 'waiting') return 'run'
  if (isDeriving(state.derive)) return 'derivation'
  if (Object.values(state.experiments).some(({ run }) => isMeasuring(run))) return 'experiment'
  if (state.model.phase === 'loading') return 'load'
  if (inLesson) return 'lesson'
  const written = state.lanes.some(({ reply }) => reply.length > 0)
  return written || state.derived.length > 0 ? 'texts' : null
}
