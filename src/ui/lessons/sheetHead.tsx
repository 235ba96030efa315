import './sheet.css'
import { currentLanguage, say } from '../../language/say.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import type { Spoken } from '../../lessons/lessonCatalog.ts'
import { LessonWords } from './lessonWords.tsx'
import { LevelSwitch } from './levelSwitch.tsx'

interface Props extends Spoken<Lesson> {
  kind: 'handout' | 'answers'
}

/** Top of a sheet for paper; what is for the screen alone is not printed. */
export function SheetHead({ part: lesson, language, kind }: Props) {
  const lang = language === currentLanguage() ? undefined : language
  return (
    <header>
      <title>{`${say(`lesson.${kind}`)}: ${lesson.title} · ${say('brand')}`}</title>
      <div className="screenOnly runRow">
        <a href={`#/lessons/${lesson.name}`}>{say('lesson.backToLesson')}</a>
        <LevelSwitch />
        <button type="button" className="primary" onClick={() => print()}>
          {say('lesson.print')}
        </button>
      </div>
      <p className="soft">{say(`lesson.sheet.${kind}`, { minutes: lesson.minutes })}</p>
      <h1 lang={lang}>{lesson.title}</h1>
      <div lang={lang}>
        <LessonWords text={lesson.aim} plain />
      </div>
    </header>
  )
}
