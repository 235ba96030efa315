import { LANGUAGES, type Language, languageOf } from '../../language/language.ts'
import { say } from '../../language/say.ts'
import { CLASS_LIMITS, CLASS_ROOMS, CLASS_TEXTS } from '../../state/class/classPlan.ts'
import { LESSON_LEVELS } from '../../state/lessons/lessonProgress.ts'
import { Choice } from './choice.tsx'
import { type ClassForm, change } from './classForm.ts'
import { knownLessons } from './knownLessons.ts'

/** Title, room and lesson, and how the page speaks to the class. */
export function ClassBegin({ form }: { form: ClassForm }) {
  const { title, room, lesson, language, level, texts, filter } = form
  return (
    <section className="card" aria-labelledby="class-begin">
      <h2 id="class-begin">{say('class.make.begin')}</h2>
      <div className="classFields">
        <div className="field wide">
          <label htmlFor="class-title">{say('class.make.title')}</label>
          <input
            id="class-title"
            type="text"
            maxLength={CLASS_LIMITS.title}
            value={title}
            onChange={(event) => change({ title: event.target.value })}
          />
        </div>
        <Choice
          id="class-room"
          label={say('class.make.room')}
          value={room}
          options={CLASS_ROOMS.map((name) => ({ value: name, label: say(`room.${name}`) }))}
          onChoose={(chosen) =>
            change({ room: chosen, lesson: chosen === 'lessons' ? lesson : null })
          }
        />
        {room === 'lessons' && (
          <Choice
            id="class-lesson"
            label={say('class.make.lesson')}
            value={lesson ?? ''}
            options={[
              { value: '', label: say('class.make.lesson.none') },
              ...knownLessons().map(({ name, title }) => ({ value: name, label: title })),
            ]}
            onChoose={(name) => change({ lesson: name === '' ? null : name })}
            note={lesson === null ? undefined : say('class.make.lesson.note')}
          />
        )}
        <Choice
          id="class-language"
          label={say('class.make.language')}
          value={language ?? ''}
          options={[
            { value: '', label: say('class.make.language.own') },
            ...(Object.keys(LANGUAGES) as Language[]).map((name) => ({
              value: name,
              label: LANGUAGES[name],
            })),
          ]}
          onChoose={(name) => change({ language: languageOf(name) })}
        />
        <Choice
          id="class-level"
          label={say('class.make.level')}
          value={level ?? ''}
          options={[
            { value: '', label: say('class.make.level.own') },
            ...LESSON_LEVELS.map((name) => ({
              value: name,
              label: say(`class.make.level.${name}`),
            })),
          ]}
          onChoose={(name) => change({ level: LESSON_LEVELS.find((one) => one === name) ?? null })}
        />
        <Choice
          id="class-texts"
          label={say('class.make.texts')}
          value={texts}
          options={CLASS_TEXTS.map((name) => ({
            value: name,
            label: say(`class.make.texts.${name}`),
          }))}
          onChoose={(chosen) => change({ texts: chosen })}
        />
        <label className="check wide">
          <input
            type="checkbox"
            checked={filter}
            onChange={(event) => change({ filter: event.target.checked })}
          />
          {say('class.make.filter')}
        </label>
      </div>
    </section>
  )
}
