import { say } from '../../language/say.ts'
import { CONTROL_NAMES, type ControlState } from '../../state/class/classControl.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { changeControl } from './classForm.ts'

const states: readonly ControlState[] = ['free', 'locked', 'hidden']

/** Every control, each free, locked or hidden. */
export function ClassControls({ controls }: Pick<ClassPlan, 'controls'>) {
  return (
    <section className="card" aria-labelledby="class-controls">
      <h2 id="class-controls">{say('class.make.controls')}</h2>
      <p className="note">{say('class.make.controls.note')}</p>
      {CONTROL_NAMES.map((name) => (
        <fieldset key={name} className="classControl">
          <legend>{say(`class.control.${name}`)}</legend>
          <div className="switch">
            {states.map((state) => (
              <label key={state}>
                <input
                  type="radio"
                  name={`class-control-${name}`}
                  checked={(controls[name] ?? 'free') === state}
                  onChange={() => changeControl(name, state)}
                />
                <span>{say(`class.state.${state}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  )
}
