import './projector.css'
import { useEffect } from 'react'
import { say } from '../../language/say.ts'
import { LANE_NAMES, laneLabel } from '../../state/run/lane.ts'
import { Help } from '../help/help.tsx'
import { setProjector, useProjector } from './projectorView.ts'
import { Spot } from './spot.tsx'

/** Which lane is on the wall, and the spot that points. The keys 1, 2 and 3 choose a lane too. */
export function ProjectorBar() {
  const { lane, pointer } = useProjector()
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <section className="projectorBar" aria-label={say('projector.bar')}>
      <fieldset className="switch">
        <legend className="hidden">{say('projector.lane')}</legend>
        {LANE_NAMES.map((name, index) => (
          <label key={name}>
            <input
              type="radio"
              name="projector-lane"
              checked={lane === index}
              onChange={() => setProjector({ lane: index })}
            />
            <span>{say('projector.laneKey', { key: index + 1, lane: laneLabel(name) })}</span>
          </label>
        ))}
      </fieldset>
      <Spot on={pointer} />
      <Help about="projector" />
    </section>
  )
}

function onKey(event: KeyboardEvent): void {
  if (event.key === 'Escape') setProjector({ pointer: false })
  if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return
  const lane = ['1', '2', '3'].indexOf(event.key)
  if (lane >= 0) setProjector({ lane })
}

/** Whether typing goes into this element. A slider and a switch take no letters. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !/^(range|radio|checkbox|button)$/.test(target.type)
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
}
