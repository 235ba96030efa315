import { useId } from 'react'
import { say } from '../../language/say.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'

/** Covers harsh words in what the model wrote. A class that has the filter on keeps it on. */
export function FilterSwitch() {
  const id = useId()
  const lab = useLab()
  const byClass = useLabState(({ classroom }) => classroom?.filter === true)
  const chosen = useLabState((state) => state.wordFilter)
  return (
    <p className="filterSwitch">
      <input
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells by itself whether it is checked.
        role="switch"
        aria-describedby={`${id}-note`}
        aria-disabled={byClass}
        checked={byClass || chosen}
        onChange={(event) => {
          if (!byClass) lab.filterWords(event.target.checked)
        }}
      />
      <label htmlFor={id}>{say('filter.switch')}</label> <Help about="filter" />
      <span id={`${id}-note`} className="note">
        {say(byClass ? 'filter.byClass' : 'filter.note')}
      </span>
    </p>
  )
}
