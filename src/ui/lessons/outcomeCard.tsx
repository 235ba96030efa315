import { say } from '../../language/say.ts'
import type { Step } from '../../lessons/lesson.ts'
import type { StepProgress } from '../../state/lessons/lessonProgress.ts'
import { LessonWords } from './lessonWords.tsx'

/** What came out, whether it was predicted, and why. */
export function OutcomeCard({ step, progress }: { step: Step; progress: StepProgress }) {
  const { passed, prediction } = progress
  if (!passed) return null
  const outcome = step.outcomes.find(({ id }) => id === passed.outcome) ?? step.outcomes.at(-1)!
  const { right } = outcome
  const option = prediction?.option ?? null
  const compared =
    option === null || right.length === 0 || step.check.name === 'answer'
      ? null
      : right.includes(option)
        ? 'lesson.asPredicted'
        : 'lesson.otherwise'
  return (
    <section className="outcome" aria-labelledby="outcome-title" data-outcome={passed.outcome}>
      <h3 id="outcome-title">{say('lesson.outcome')}</h3>
      {compared && <p className="compared">{say(compared)}</p>}
      <LessonWords text={outcome.text} step={step} values={passed.values} />
    </section>
  )
}
