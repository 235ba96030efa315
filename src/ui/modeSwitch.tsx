import './modeSwitch.css'
import { useId } from 'react'
import { number } from '../language/number.ts'
import { say } from '../language/say.ts'
import { MODES } from '../state/mode/mode.ts'
import { modeIn } from '../state/mode/recordedMode.ts'
import { LockSign } from './class/lockSign.tsx'
import { keptProps, useControl } from './class/useControl.ts'
import { Help } from './help/help.tsx'
import { useLab, useLabState } from './labContext.ts'

/** A model at work or recordings, and why. `brief` leaves out what goes without saying. */
export function ModeSwitch({ brief = false }: { brief?: boolean }) {
  const lab = useLab()
  const id = useId()
  const mode = useLabState((state) => modeIn(state).mode)
  const reason = useLabState((state) => modeIn(state).reason)
  const speed = useLabState((state) => state.mode.device.speed)
  const control = useControl('mode')
  if (control === 'hidden') return null
  const free = control === 'free' && reason !== 'class'
  const kept = free ? 'free' : 'locked'
  return (
    <div className="mode">
      <div className="modeRow">
        <fieldset className="switch">
          <legend className="hidden">{say('mode.legend')}</legend>
          {MODES.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name={id}
                checked={mode === name}
                {...keptProps(kept, `${id}lock`, `${id}why`)}
                onChange={() => {
                  if (free) lab.setMode(name)
                }}
              />
              <span>{say(`mode.${name}`)}</span>
            </label>
          ))}
        </fieldset>
        <LockSign control="mode" id={`${id}lock`} />
        <Help about="mode" />
      </div>
      <p id={`${id}why`} className={brief && mode === 'live' ? 'hidden' : 'note'}>
        {say(`mode.why.${reason}`, { mode, speed: number(speed ?? 0, 1) })}
      </p>
    </div>
  )
}
