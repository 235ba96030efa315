import { say } from '../../language/say.ts'
import type { Step } from '../../lessons/lesson.ts'
import { saidWords } from '../../lessons/said.ts'
import type { StepProgress } from '../../state/lessons/lessonProgress.ts'
import { isBusy } from '../../state/run/runPhase.ts'
import { useLabState } from '../labContext.ts'
import { useDesk, useLessons } from './useDesk.ts'

/** Whether the step is done, or what differs. Said to screen readers when it changes, never while the model writes. */
export function StepStatus({ step, progress }: { step: Step; progress: StepProgress }) {
  const tone = progress.passed ? 'good' : 'busy'
  return (
    <div className="stepStatus" aria-live="polite" data-step={progress.passed ? 'passed' : 'open'}>
      <i className={`dot ${tone}`} aria-hidden="true" />
      <div>
        {progress.passed ? (
          <p>{say('lesson.passed')}</p>
        ) : (
          <Missing step={step} progress={progress} />
        )}
      </div>
    </div>
  )
}

function Missing({ step, progress }: { step: Step; progress: StepProgress }) {
  const { desk } = useLessons()
  const busy = useLabState(({ run }) => isBusy(run) || run.phase === 'waiting')
  // The check looks at these; they are read here so that it is drawn again with them.
  useLabState((state) => state.run.phase)
  useLabState((state) => state.derived)
  useLabState((state) => state.derive.phase)
  useLabState((state) => state.experiments)
  useLabState((state) => state.map)
  useLabState((state) => state.model.phase)
  useDesk((state) => state)
  const answer = desk.look()
  const unasked = progress.prediction === null
  if (busy) return <p>{say('lesson.writing')}</p>
  switch (answer.phase) {
    case 'held':
      if (!unasked) return <p>{say('lesson.passed')}</p>
      return <p>{say(answer.runs.length > 0 ? 'lesson.heldUnasked' : 'lesson.thereUnasked')}</p>
    case 'open':
      return (
        <p>
          {say(
            step.check.name === 'answer'
              ? 'lesson.openQuestion'
              : unasked
                ? 'lesson.openUnasked'
                : 'lesson.open',
          )}
        </p>
      )
    case 'partly':
    case 'differs':
      return (
        <>
          {answer.says.map((said) => {
            const words = saidWords(said)
            return <p key={words}>{words}</p>
          })}
        </>
      )
  }
}
