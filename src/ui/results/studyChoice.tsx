import { useId } from 'react'
import { say } from '../../language/say.ts'
import { type Study, studyKey } from '../../state/results/study.ts'
import { studyLabel } from '../../state/results/studyLabel.ts'
import { useLabState } from '../labContext.ts'

interface Props {
  legend: string
  studies: readonly { study: Study; count: number }[]
  unit: 'runs' | 'results'
  chosen: Study
  onChoose: (study: Study) => void
}

/** Which study is looked at: what was measured otherwise never stands in the same picture. */
export function StudyChoice({ legend, studies, unit, chosen, onChoose }: Props) {
  const name = useId()
  const model = useLabState((state) => state.model)
  const draft = useLabState((state) => state.draft)
  const classroom = useLabState((state) => state.classroom)
  const known = { model, draft, classroom }
  const only = studies.length === 1 ? studies[0] : undefined
  if (only) return <p className="note">{studyLabel(only.study, known)}</p>
  return (
    <fieldset className="studies">
      <legend>{legend}</legend>
      {studies.map(({ study, count }) => (
        <label key={studyKey(study)}>
          <input
            type="radio"
            name={name}
            checked={studyKey(study) === studyKey(chosen)}
            onChange={() => onChoose(study)}
          />
          <span>
            {say(unit === 'runs' ? 'results.study.runs' : 'results.study.results', {
              ...{ study: studyLabel(study, known), count },
            })}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
