import { say } from '../../language/say.ts'
import type { LabState } from '../labState.ts'
import { recordedExample } from './recordedExample.ts'
import { isRecorded } from './recordedMode.ts'
import { recordedIn, recordedOfPrompt } from './recordedPushes.ts'

/** What to do while nothing was run; `examples` tells whether the lanes show texts written earlier until then. */
export function beforeRun(state: LabState, examples: boolean): string {
  if (examples && recordedExample(state.draft.prompt, 0)) return say('lab.summary.recorded')
  const none =
    isRecorded(state) && recordedIn(state) !== null && recordedOfPrompt(state).length === 0
  return say(none ? 'lab.summary.notRecorded' : 'lab.summary.pressRun')
}
