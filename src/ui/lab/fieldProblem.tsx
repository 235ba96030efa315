import type { Refusal } from '../../state/run/runPhase.ts'
import { useLabState } from '../labContext.ts'

/** Why a run was not started, beside the field that stands in the way. */
export function FieldProblem({ id, field }: { id: string; field: Refusal['field'] }) {
  const sentence = useLabState(({ run }) =>
    run.phase === 'refused' && run.field === field ? run.sentence : null,
  )
  return (
    <p id={id} className="problem" role="alert">
      {sentence}
    </p>
  )
}
