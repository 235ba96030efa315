import { currentLanguage, say } from '../../language/say.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import type { Spoken } from '../../lessons/lessonCatalog.ts'
import { stepOf } from '../../state/lessons/lessonProgress.ts'
import { showPart } from '../showPart.ts'
import { LessonLanguage } from './lessonLanguage.ts'
import { ROOM_ID, STEP_ID } from './lessonParts.ts'
import { LessonWords } from './lessonWords.tsx'
import { LevelSwitch } from './levelSwitch.tsx'
import { RoomBeside } from './roomBeside.tsx'
import { StepCard } from './stepCard.tsx'
import { StepList } from './stepList.tsx'
import { useBook, useDesk } from './useDesk.ts'

/** A lesson, one step at a time, beside the room in which it is done. */
export function LessonPage({ part: lesson, language }: Spoken<Lesson>) {
  const open = useDesk((state) => state.lesson?.name === lesson.name)
  const at = useDesk((state) => state.at)
  const trouble = useBook((state) => state.trouble)
  const step = lesson.parts[at]
  const asks = useBook(
    ({ progress }) => step !== undefined && !stepOf(progress, lesson.name, step.id).prediction,
  )
  const foreign = language !== currentLanguage()
  if (!open || !step) return <p className="soft">{say('opening')}</p>
  return (
    <LessonLanguage value={language}>
      <div className="lessonPage">
        <article className="lesson" aria-labelledby="lesson-title">
          <header>
            <p className="lessonWays">
              <a href="#/lessons">{say('lesson.all')}</a>
              <a href={`#/lessons/${lesson.name}/handout`}>{say('lesson.handout')}</a>
            </p>
            <h1 id="lesson-title" lang={foreign ? language : undefined}>
              {lesson.title}
            </h1>
            {foreign && <p className="note">{say('lesson.notTranslated')}</p>}
            <p className="problem" aria-live="polite">
              {(trouble === 'refused' || trouble === 'gone') && say(`lesson.progress.${trouble}`)}
            </p>
            <LevelSwitch />
          </header>
          <div>
            <details className="lessonIntro" open={at === 0}>
              <summary>{say('lesson.about')}</summary>
              <LessonWords text={lesson.intro} />
            </details>
            <StepList lesson={lesson} />
            <StepCard key={step.id} lesson={lesson} step={step} at={at} />
          </div>
        </article>
        <section
          className="besideLesson"
          id={ROOM_ID}
          tabIndex={-1}
          aria-label={say(`room.${step.beside.room}`)}
        >
          <button type="button" className="quiet partLink" onClick={() => showPart(STEP_ID)}>
            {say('lesson.toStep')}
          </button>
          <RoomBeside
            beside={step.beside}
            title={lesson.title}
            covered={asks && step.check.name === 'experiment'}
          />
        </section>
      </div>
    </LessonLanguage>
  )
}
