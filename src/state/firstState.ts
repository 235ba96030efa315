import { emptyExperiments } from './experiments/experimentEntry.ts'
import type { LabState } from './labState.ts'
import { type DeviceFacts, unknownDevice } from './mode/mode.ts'
import { restoreMode } from './mode/modeStorage.ts'
import { restorePoints } from './results/ownPoints.ts'
import { freshDraft } from './run/draft.ts'
import type { RestoredDraft } from './run/draftStorage.ts'
import { emptyLane, LANE_NAMES } from './run/lane.ts'
import type { TextStorage } from './textStorage.ts'
import { emptyWatch } from './watch/watchLog.ts'
import { restoreFilter } from './wordFilter/wordFilterChoice.ts'

/** What earlier visits left, and what the browser tells of the device. */
export interface Beginning {
  device?: DeviceFacts
  mode?: TextStorage
  points?: TextStorage
  filter?: TextStorage
}

/** The lab before anything was done. */
export function firstState(restored: RestoredDraft | null, options: Beginning): LabState {
  const { points, filter } = options
  return {
    model: { phase: 'idle' },
    mode: restoreMode(options.mode, options.device ?? unknownDevice),
    notes: [],
    draft: restored?.draft ?? freshDraft,
    draftNote: restored?.note ?? null,
    run: { phase: 'idle' },
    lanes: LANE_NAMES.map((name) => emptyLane(name)),
    ran: null,
    derive: { phase: 'idle' },
    derived: [],
    experiments: emptyExperiments,
    map: { phase: 'closed' },
    watch: emptyWatch,
    ownPoints: restorePoints(points),
    wordFilter: restoreFilter(filter),
    classroom: null,
    classNote: null,
  }
}
