import './lock.css'
import { say } from '../../language/say.ts'
import type { ControlName } from '../../state/class/classControl.ts'
import { useControl } from './useControl.ts'

/** A lock beside a control that the class keeps; nothing beside the others. Controls point to its `id`. */
export function LockSign({ control, id }: { control: ControlName; id: string }) {
  if (useControl(control) !== 'locked') return null
  return (
    <span id={id} className="lock" title={say('class.kept')}>
      <svg width="11" height="13" viewBox="0 0 11 13" aria-hidden="true">
        <path d="M2.5 6V4a3 3 0 0 1 6 0v2" />
        <rect x="0.75" y="6" width="9.5" height="6.25" rx="1.5" />
      </svg>
      <span className="hidden">{say('class.kept')}</span>
    </span>
  )
}
