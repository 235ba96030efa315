import { say } from '../../language/say.ts'
import { BUNDLED_MODEL } from '../../state/class/classPlan.ts'
import type { Draft, NumberField } from '../../state/run/draft.ts'
import { limitsOf, problemOf } from '../../state/run/settings.ts'
import { changeDraft } from './classForm.ts'

/** A number that the class begins with, as typed, with a sentence below it as soon as it cannot be used. */
export function ClassNumber({ field, draft }: { field: NumberField; draft: Draft }) {
  const typed = draft[field]
  const problem = problemOf(field, typed, BUNDLED_MODEL.nLayers)
  return (
    <div className="field">
      <label htmlFor={`class-${field}`}>{say(`lab.field.${field}`)}</label>
      <input
        id={`class-${field}`}
        type="number"
        {...limitsOf(field, BUNDLED_MODEL.nLayers)}
        step="any"
        value={typed}
        aria-invalid={problem !== null}
        aria-describedby={`class-${field}-problem`}
        onChange={(event) => changeDraft({ [field]: event.target.value })}
      />
      <p id={`class-${field}-problem`} className="problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
