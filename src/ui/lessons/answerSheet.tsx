import { say } from '../../language/say.ts'
import type { Lesson, Outcome, Step } from '../../lessons/lesson.ts'
import type { Spoken } from '../../lessons/lessonCatalog.ts'
import { recordedStep } from '../../lessons/recordedSteps.ts'
import type { PassedStep } from '../../state/lessons/lessonProgress.ts'
import { LessonLanguage, useLessonLang } from './lessonLanguage.ts'
import { LessonLine, LessonWords } from './lessonWords.tsx'
import { RecordedRuns } from './recordedRuns.tsx'
import { SetupLine } from './setupLine.tsx'
import { SheetHead } from './sheetHead.tsx'

/** What can come out of each step and what predicted it, with the numbers that were recorded, for whoever teaches it. */
export function AnswerSheet(props: Spoken<Lesson>) {
  const { part: lesson, language } = props
  return (
    <article className="sheet" aria-label={say('lesson.answersOf', { title: lesson.title })}>
      <SheetHead {...props} kind="answers" />
      <LessonLanguage value={language}>
        <div>
          {lesson.parts.map((step, index) => (
            <AnswerStep
              key={step.id}
              step={step}
              number={index + 1}
              recorded={recordedStep(lesson.name, step.id)}
            />
          ))}
        </div>
      </LessonLanguage>
    </article>
  )
}

interface StepProps {
  step: Step
  number: number
  recorded: PassedStep | null
}

function AnswerStep({ step, number, recorded }: StepProps) {
  return (
    <section className="sheetStep">
      <h2>
        {number}. <span lang={useLessonLang()}>{step.title}</span>
      </h2>
      <p>
        <LessonLine text={step.question} />
      </p>
      <SetupLine setup={step.setup} />
      {recorded && recorded.runs.length > 0 && <RecordedRuns runs={recorded.runs} />}
      <ol className="outcomes">
        {step.outcomes.map((outcome) => (
          <AnswerOutcome key={outcome.id} step={step} outcome={outcome} recorded={recorded} />
        ))}
      </ol>
    </section>
  )
}

function AnswerOutcome({
  step,
  outcome,
  recorded,
}: {
  step: Step
  outcome: Outcome
  recorded: PassedStep | null
}) {
  const cameOut = recorded?.outcome === outcome.id
  const right = step.options.filter(({ id }) => outcome.right.includes(id))
  return (
    <li className={cameOut ? 'cameOut' : undefined}>
      {cameOut && <span className="badge">{say('lesson.recordedOutcome')}</span>}
      <LessonWords
        text={outcome.text}
        step={step}
        plain
        {...(cameOut && recorded && { values: recorded.values })}
      />
      <p className="right">
        {say('lesson.predictedBy')}{' '}
        {right.length === 0
          ? say('lesson.noneRight')
          : right.map(({ id, text }, index) => (
              <span key={id}>
                {index > 0 && '; '}
                <LessonLine text={text} />
              </span>
            ))}
      </p>
    </li>
  )
}
