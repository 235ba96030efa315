import { say } from '../../language/say.ts'
import type { Lesson, Step } from '../../lessons/lesson.ts'
import type { Spoken } from '../../lessons/lessonCatalog.ts'
import { LessonLanguage, useLessonLang } from './lessonLanguage.ts'
import { LessonLine, LessonWords } from './lessonWords.tsx'
import { SetupLine } from './setupLine.tsx'
import { SheetHead } from './sheetHead.tsx'

/** A lesson on paper for learners: what to predict and do, with room to write, and no answers. */
export function Handout(props: Spoken<Lesson>) {
  const { part: lesson, language } = props
  return (
    <article className="sheet" aria-label={say('lesson.handoutOf', { title: lesson.title })}>
      <SheetHead {...props} kind="handout" />
      <LessonLanguage value={language}>
        <div>
          <LessonWords text={lesson.intro} plain />
          {lesson.parts.map((step, index) => (
            <HandoutStep key={step.id} step={step} number={index + 1} />
          ))}
          <section className="sheetStep">
            <h2>{say('lesson.oneSentence')}</h2>
            <p>{say('lesson.oneSentence.how')}</p>
            <div className="lines" role="img" aria-label={say('lesson.lines')} />
          </section>
        </div>
      </LessonLanguage>
    </article>
  )
}

function HandoutStep({ step, number }: { step: Step; number: number }) {
  const looksBack = step.check.name === 'answer'
  return (
    <section className="sheetStep">
      <h2>
        {number}. <span lang={useLessonLang()}>{step.title}</span>
      </h2>
      <LessonWords text={step.text} plain />
      <h3>{say(looksBack ? 'lesson.question' : 'lesson.prediction')}</h3>
      <p>
        <LessonLine text={step.question} />
      </p>
      <ul className="boxes">
        {step.options.map(({ id, text }) => (
          <li key={id}>
            <LessonLine text={text} />
          </li>
        ))}
      </ul>
      <h3>{say('lesson.do')}</h3>
      <LessonWords text={step.do} plain />
      <SetupLine setup={step.setup} />
      {!looksBack && (
        <>
          <h3>{say('lesson.seen')}</h3>
          <div className="lines" role="img" aria-label={say('lesson.lines')} />
        </>
      )}
    </section>
  )
}
