import { say } from '../../language/say.ts'
import { controlOf } from '../../state/class/classControl.ts'
import { lastModel } from '../../state/model/modelPhase.ts'
import type { NumberField as Field } from '../../state/run/draft.ts'
import { limitsOf, problemOf } from '../../state/run/settings.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'

interface Props {
  field: Field
  step: number
  inline?: boolean // label beside the field
}

/** A number as typed, with a sentence below it as soon as it cannot be used. */
export function NumberField({ field, step, inline = false }: Props) {
  const lab = useLab()
  const typed = useLabState((state) => state.draft[field])
  const nLayers = useLabState((state) => lastModel(state.model)?.about.nLayers ?? null)
  const problem = problemOf(field, typed, nLayers)
  const { min, max } = limitsOf(field, nLayers)
  const name = controlOf(field)
  const control = useControl(name)
  if (control === 'hidden') return null
  return (
    <div className={inline ? 'field inline' : 'field'}>
      <label htmlFor={field}>{say(`lab.field.${field}`)}</label>
      <LockSign control={name} id={`${field}-lock`} /> <Help about={field} />
      <input
        id={field}
        type="number"
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        min={min}
        max={max}
        step={step}
        value={typed}
        aria-invalid={problem !== null}
        readOnly={control === 'locked'}
        {...keptProps(control, `${field}-lock`, `${field}-problem`)}
        onChange={(event) => lab.edit({ [field]: event.target.value })}
      />
      <p id={`${field}-problem`} className="problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
