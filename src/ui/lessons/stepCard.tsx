import './step.css'
import { flushSync } from 'react-dom'
import { say } from '../../language/say.ts'
import type { Lesson, Step } from '../../lessons/lesson.ts'
import { needsLive } from '../../lessons/needsLive.ts'
import { stepOf } from '../../state/lessons/lessonProgress.ts'
import { isRecorded } from '../../state/mode/recordedMode.ts'
import { isBusy } from '../../state/run/runPhase.ts'
import { useLabState } from '../labContext.ts'
import { showPart } from '../showPart.ts'
import { useLessonLang } from './lessonLanguage.ts'
import { ROOM_ID, STEP_ID } from './lessonParts.ts'
import { LessonWords } from './lessonWords.tsx'
import { OutcomeCard } from './outcomeCard.tsx'
import { PredictionForm } from './predictionForm.tsx'
import { StepStatus } from './stepStatus.tsx'
import { useBook, useDesk, useLessons } from './useDesk.ts'

interface Props {
  lesson: Lesson
  step: Step
  at: number
}

/** One step: what to know, what to predict, what to do, whether it was done, and what came out. */
export function StepCard({ lesson, step, at }: Props) {
  const progress = useBook((state) => stepOf(state.progress, lesson.name, step.id))
  const unrecorded = useLabState(isRecorded) && needsLive(step) && !progress.passed
  return (
    <section className="card stepCard" aria-labelledby={STEP_ID}>
      <h2 id={STEP_ID} tabIndex={-1}>
        <span className="soft">
          {say('lesson.stepOf', { number: at + 1, steps: lesson.parts.length })}
        </span>{' '}
        <span lang={useLessonLang()}>{step.title}</span>
      </h2>
      <LessonWords text={step.text} />
      <PredictionForm step={step} progress={progress} />
      <div className="toDo">
        <h3>{say('lesson.do')}</h3>
        <LessonWords text={step.do} />
        {unrecorded && <p className="note">{say('lesson.needsLive')}</p>}
        <SetUp step={step} />
      </div>
      <StepStatus step={step} progress={progress} />
      {progress.passed && <OutcomeCard step={step} progress={progress} />}
      {step.hint && !progress.passed && (
        <details className="lessonHint">
          <summary>{say('lesson.hint')}</summary>
          <LessonWords text={step.hint} />
        </details>
      )}
      <WayOn lesson={lesson} at={at} passed={progress.passed !== null} />
    </section>
  )
}

/** Puts the setup of the step into the Lab, and on a phone leads down to it. */
function SetUp({ step }: { step: Step }) {
  const { desk } = useLessons()
  const setUp = useDesk((state) => state.setUp)
  const busy = useLabState(({ run }) => isBusy(run))
  return (
    <div className="runRow">
      {step.setup && step.beside.room === 'lab' && (
        <button
          type="button"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) desk.setUp()
          }}
        >
          {say('lesson.setUp')}
        </button>
      )}
      <button type="button" className="quiet partLink" onClick={() => showPart(ROOM_ID)}>
        {say('lesson.toRoom', { room: step.beside.room })}
      </button>
      <p aria-live="polite" className={setUp === 'refused' ? 'problem' : 'note'}>
        {setUp === 'done' && say('lesson.setUp.done')}
        {setUp === 'refused' && say('lesson.setUp.refused')}
      </p>
    </div>
  )
}

/** On to the next step, or what comes after the last. */
function WayOn({ lesson, at, passed }: { lesson: Lesson; at: number; passed: boolean }) {
  const { desk } = useLessons()
  const last = at === lesson.parts.length - 1
  const go = (): void => {
    flushSync(() => desk.show(at + 1))
    showPart(STEP_ID)
  }
  if (!last)
    return (
      <div className="runRow wayOn">
        <button type="button" className={passed ? 'primary' : 'quiet'} onClick={go}>
          {say(passed ? 'lesson.next' : 'lesson.skipStep')}
        </button>
      </div>
    )
  if (!passed) return null
  return (
    <div className="lessonEnd">
      {lesson.end && <LessonWords text={lesson.end} />}
      <div className="runRow">
        <a className="button" href="#/lessons">
          {say('lesson.all')}
        </a>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            flushSync(() => desk.startOver())
            showPart(STEP_ID)
          }}
        >
          {say('lesson.startOver')}
        </button>
      </div>
    </div>
  )
}
