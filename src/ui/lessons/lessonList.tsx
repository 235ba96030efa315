import { currentLanguage, say } from '../../language/say.ts'
import type { LessonHead } from '../../lessons/lesson.ts'
import { lessonHeads, type Spoken } from '../../lessons/lessonCatalog.ts'
import { stepOf } from '../../state/lessons/lessonProgress.ts'
import { LessonLine } from './lessonWords.tsx'
import { LevelSwitch } from './levelSwitch.tsx'
import { ProgressFiles } from './progressFiles.tsx'
import { useBook } from './useDesk.ts'

/** All lessons, with how far each is done, and what a teacher needs. */
export function LessonList() {
  return (
    <div className="lessonList">
      <title>{`${say('room.lessons')} · ${say('brand')}`}</title>
      <header>
        <h1>{say('room.lessons')}</h1>
        <p className="soft">{say('lesson.intro')}</p>
        <LevelSwitch />
      </header>
      <ol className="lessons" aria-label={say('room.lessons')}>
        {lessonHeads(currentLanguage()).map((head) => (
          <LessonCard key={head.part.name} {...head} />
        ))}
      </ol>
      <section className="card" aria-labelledby="for-teachers">
        <h2 id="for-teachers">{say('lesson.teachers')}</h2>
        <p className="note">{say('lesson.teachers.note')}</p>
        <p className="waysOn">
          <a className="button" href="#/lessons/class">
            {say('lesson.makeClass')}
          </a>
          <a className="button" href="#/lessons/results">
            {say('lesson.results')}
          </a>
          <a className="button" href="#/class">
            {say('lesson.openClass')}
          </a>
        </p>
      </section>
      <ProgressFiles />
    </div>
  )
}

function LessonCard({ part, language }: Spoken<LessonHead>) {
  const { name, title, minutes, steps, aim } = part
  const done = useBook(
    ({ progress }) => steps.filter((step) => stepOf(progress, name, step).passed).length,
  )
  const lang = language === currentLanguage() ? undefined : language
  return (
    <li className="card lessonCard">
      <div className="cardHead">
        <h2 lang={lang}>
          <a href={`#/lessons/${name}`}>{title}</a>
        </h2>
        <span className="soft">
          {say('lesson.minutes', { minutes })}
          {lang === 'en' && ` · ${say('lesson.inEnglish')}`}
        </span>
      </div>
      <p lang={lang}>
        <LessonLine text={aim} />
      </p>
      <div className="lessonFoot">
        <span className={done === steps.length ? 'standing done' : 'standing'}>
          {done === steps.length && <span aria-hidden="true">✓ </span>}
          {say('lesson.done', { done, steps: steps.length })}
        </span>
        <span className="sheets">
          <a href={`#/lessons/${name}/handout`} aria-label={say('lesson.handoutOf', { title })}>
            {say('lesson.handout')}
          </a>
          <a href={`#/lessons/${name}/answers`} aria-label={say('lesson.answersOf', { title })}>
            {say('lesson.answers')}
          </a>
        </span>
      </div>
    </li>
  )
}
