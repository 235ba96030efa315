import { say } from '../../language/say.ts'
import { ranRecorded } from '../../state/mode/recordedMode.ts'
import { useLabState } from '../labContext.ts'
import { FilterSwitch } from './filterSwitch.tsx'

/** What may happen at the ends of the slider, and the switch that covers the harshest words. */
export function CareNote() {
  const recorded = useLabState(ranRecorded)
  return (
    <div className="care">
      <p className="note">{say(recorded ? 'lab.careRecorded' : 'lab.care')}</p>
      <FilterSwitch />
    </div>
  )
}
