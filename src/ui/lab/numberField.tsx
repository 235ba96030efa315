import type { NumberField as Field } from '../../state/draft.ts'
import { lastModel } from '../../state/modelPhase.ts'
import { limitsOf, problemOf } from '../../state/settings.ts'
import { useLab, useLabState } from '../labContext.ts'

interface Props {
  field: Field
  label: string
  step: number
  inline?: boolean // label beside the field
}

/** A number as typed, with a sentence below it as soon as it cannot be used. */
export function NumberField({ field, label, step, inline = false }: Props) {
  const lab = useLab()
  const typed = useLabState((state) => state.draft[field])
  const nLayers = useLabState((state) => lastModel(state.model)?.about.nLayers ?? null)
  const problem = problemOf(field, typed, nLayers)
  const { min, max } = limitsOf(field, nLayers)
  return (
    <div className={inline ? 'field inline' : 'field'}>
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        type="number"
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        min={min}
        max={max}
        step={step}
        value={typed}
        aria-invalid={problem !== null}
        aria-describedby={`${field}-problem`}
        onChange={(event) => lab.edit({ [field]: event.target.value })}
      />
      <p id={`${field}-problem`} className="problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
