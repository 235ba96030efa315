import { useRef, useState } from 'react'
import { say } from '../../language/say.ts'
import type { Step } from '../../lessons/lesson.ts'
import type { StepProgress } from '../../state/lessons/lessonProgress.ts'
import { Help } from '../help/help.tsx'
import { LessonLine } from './lessonWords.tsx'
import { useDesk, useLessons } from './useDesk.ts'

/** The question of a step. It is answered once, before the run counts; a question that looks back, until it is right. */
export function PredictionForm({ step, progress }: { step: Step; progress: StepProgress }) {
  const { desk } = useLessons()
  const given = useDesk((state) => state.answers[step.id])
  const made = given ?? progress.prediction?.option ?? null
  const [chosen, setChosen] = useState(made)
  const pressed = useRef(false) // the button that was pressed goes: what it did is told in its place
  const looksBack = step.check.name === 'answer'
  const closed = looksBack ? progress.passed !== null : progress.prediction !== null
  return (
    <form
      className="prediction"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen === null || closed) return
        pressed.current = true
        desk.predict(chosen)
      }}
    >
      <fieldset>
        <legend>
          <LessonLine text={step.question} plain={false} />
        </legend>
        {step.options.map(({ id, text }) => (
          <label key={id}>
            <input
              type="radio"
              name={`prediction ${step.id}`}
              checked={(closed ? made : chosen) === id}
              aria-disabled={closed}
              onChange={() => {
                if (!closed) setChosen(id)
              }}
            />
            <span>
              <LessonLine text={text} />
            </span>
          </label>
        ))}
      </fieldset>
      {closed ? (
        <p
          className="note"
          tabIndex={-1}
          ref={(note) => {
            if (pressed.current) note?.focus({ preventScroll: true })
            pressed.current = false
          }}
        >
          {progress.prediction?.option === null
            ? say('lesson.skipped')
            : say(looksBack ? 'lesson.answered' : 'lesson.predicted', {
                late: String(progress.prediction?.late ?? false),
              })}
        </p>
      ) : (
        <div className="runRow">
          <button type="submit" className="primary" aria-disabled={chosen === null}>
            {say(looksBack ? 'lesson.answer' : 'lesson.predict')}
          </button>
          {!looksBack && (
            <button type="button" className="quiet" onClick={() => desk.predict(null)}>
              {say('lesson.skipQuestion')}
            </button>
          )}
          {!looksBack && <Help about="predict" />}
        </div>
      )}
    </form>
  )
}
