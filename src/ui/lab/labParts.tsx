import { say } from '../../language/say.ts'
import { useControl } from '../class/useControl.ts'
import { showPart } from '../showPart.ts'

/** Where the three texts stand, and of these parts the two that belong together: the slider and the text it moves. */
export const LANES_ID = 'lanes'
export const SLIDER_ID = 'coefficient'
export const STEERED_ID = 'steered'

/** From the steered text to the slider, on narrow screens, where they lie far apart. */
export function ToSlider() {
  if (useControl('slider') !== 'free') return null
  return (
    <button type="button" className="quiet labWay" onClick={() => showPart(SLIDER_ID)}>
      {say('lab.toSlider')}
    </button>
  )
}

/** From the slider to the text that it moves, on narrow screens. */
export function ToSteered() {
  return (
    <button type="button" className="quiet labWay" onClick={() => showPart(STEERED_ID)}>
      {say('lab.toSteered')}
    </button>
  )
}
