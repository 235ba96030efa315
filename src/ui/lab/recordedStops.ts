import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import type { Lab } from '../../state/lab.ts'
import type { LabState } from '../../state/labState.ts'
import { isRecorded } from '../../state/mode/recordedMode.ts'
import { recordedPushes, stopBeside } from '../../state/mode/recordedPushes.ts'
import { STOP_STEP, usualStops } from '../../state/mode/usualStops.ts'
import { signed } from '../../state/numberText.ts'

/** When a move of the slider takes effect: with the next token, or in recorded mode with the next run. */
export function followNote(state: LabState): string {
  if (!isRecorded(state)) return say('lab.slider.moves')
  const pushes = recordedPushes(state)
  if (pushes.length > 0 && pushes.length < usualStops.length)
    return say('mode.sliderAt', { pushes: pushes.map((push) => signed(push, 2)).join(', ') })
  const stops = pushes.length > 0 ? pushes : usualStops
  return say('mode.slider', {
    from: signed(stops[0]!, 2),
    to: signed(stops.at(-1)!, 2),
    step: number(STOP_STEP, 2),
  })
}

/** In recorded mode the arrow keys go from one recorded push to the next. */
export function moveByKey(lab: Lab, event: Pick<KeyboardEvent, 'key' | 'preventDefault'>): void {
  const side = sides[event.key]
  const state = lab.store.getState()
  if (side === undefined || !isRecorded(state)) return
  event.preventDefault()
  lab.setCoefficient(stopBeside(state, state.draft.coefficient, side))
}

const sides: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }
