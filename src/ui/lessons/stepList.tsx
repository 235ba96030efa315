import { say } from '../../language/say.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import { stepOf } from '../../state/lessons/lessonProgress.ts'
import { useBook, useDesk, useLessons } from './useDesk.ts'

/** The steps of a lesson: those that were reached can be looked at again. */
export function StepList({ lesson }: { lesson: Lesson }) {
  const { desk } = useLessons()
  const at = useDesk((state) => state.at)
  const reached = useDesk((state) => state.reached)
  const progress = useBook((state) => state.progress)
  return (
    <nav aria-label={say('lesson.steps')}>
      <ol className="stepList">
        {lesson.parts.map(({ id, title }, index) => {
          const done = stepOf(progress, lesson.name, id).passed !== null
          const closed = index > reached
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={index === at ? 'step' : undefined}
                aria-disabled={closed}
                aria-label={say('lesson.stepName', {
                  number: index + 1,
                  title,
                  state: done ? 'done' : closed ? 'closed' : 'open',
                })}
                title={title}
                onClick={() => {
                  if (!closed) desk.show(index)
                }}
              >
                {done ? '✓' : index + 1}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
