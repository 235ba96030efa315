import { freshDraft } from './draft.ts'
import type { RestoredDraft } from './draftStorage.ts'
import { emptyExperiments } from './experimentEntry.ts'
import type { LabState } from './labState.ts'
import { emptyLane, LANE_NAMES } from './lane.ts'
import { type DeviceFacts, unknownDevice } from './mode.ts'
import { restoreMode } from './modeStorage.ts'
import { restorePoints } from './ownPoints.ts'
import type { TextStorage } from './textStorage.ts'
import { emptyWatch } from './watchLog.ts'
import { restoreFilter } from './wordFilterChoice.ts'

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
