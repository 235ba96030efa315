import './lessons.css'
import { lazy } from 'react'
import { say } from '../../language/say.ts'
import { usePlaceInRoom, useViewInPlace } from '../route.ts'
import { AnswerSheet } from './answerSheet.tsx'
import { Handout } from './handout.tsx'
import { LessonList } from './lessonList.tsx'
import { LessonPage } from './lessonPage.tsx'
import { useAddressed, useLessons } from './useDesk.ts'

const MakeClass = lazy(async () => ({
  default: (await import('../class/makeClass.tsx')).MakeClass,
}))
const ResultsPage = lazy(async () => ({
  default: (await import('../results/resultsPage.tsx')).ResultsPage,
}))

/** The lessons: a list, one of them beside the real lab, its sheets for paper, and the pages of a teacher. */
export function LessonsRoom() {
  const place = usePlaceInRoom()
  const { address } = useLessons()
  const addressed = useAddressed()
  if (place === 'class') return <MakeClass />
  if (place === 'results') return <ResultsPage />
  switch (addressed.phase) {
    case 'none':
      return <LessonList />
    case 'loading':
      return <p className="soft">{say('opening')}</p>
    case 'unknown':
      return (
        <section className="card">
          <title>{`${say('room.lessons')} · ${say('brand')}`}</title>
          <h1>{say('room.lessons')}</h1>
          <p role="alert">{say('lesson.unknown', { name: addressed.name })}</p>
          <a href="#/lessons">{say('lesson.all')}</a>
        </section>
      )
    case 'failed':
      return (
        <section className="card">
          <title>{`${say('room.lessons')} · ${say('brand')}`}</title>
          <h1>{say('room.lessons')}</h1>
          <p role="alert">{say('lesson.didNotCome')}</p>
          <button type="button" className="primary" onClick={() => void address.fetch()}>
            {say('trouble.tryAgain')}
          </button>
        </section>
      )
    case 'there':
      return <OpenLesson {...addressed} />
  }
}

function OpenLesson({ lesson }: Extract<ReturnType<typeof useAddressed>, { phase: 'there' }>) {
  const view = useViewInPlace()
  if (view === 'handout') return <Handout {...lesson} />
  if (view === 'answers') return <AnswerSheet {...lesson} />
  return <LessonPage {...lesson} />
}
