import { say } from '../../language/say.ts'
import { LESSON_LEVELS } from '../../state/lessons/lessonProgress.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLessons, useLevel } from './useDesk.ts'

/** For whom the lessons are written. */
export function LevelSwitch() {
  const { book } = useLessons()
  const level = useLevel()
  const control = useControl('level')
  if (control === 'hidden') return null
  return (
    <div className="levelSwitch">
      <fieldset className="switch">
        <legend className="hidden">{say('lesson.level')}</legend>
        {LESSON_LEVELS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="level"
              checked={level === value}
              onChange={() => {
                if (control === 'free') book.setLevel(value)
              }}
              {...keptProps(control, 'level-lock')}
            />
            <span>{say(`lesson.level.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <LockSign control="level" id="level-lock" />
      <Help about="level" />
    </div>
  )
}
