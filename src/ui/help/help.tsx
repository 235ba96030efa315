import './help.css'
import { type ToggleEvent, useId, useRef, useState } from 'react'
import { say } from '../../language/say.ts'
import { HELP, type HelpName, helpKeys } from './helpTopics.ts'
import { Term } from './term.tsx'
import { termNameKey } from './terms.ts'
import { placeTip } from './tipPlace.ts'

/** A small button that tells what a control does, in what unit, and what to begin with. Escape goes back to it. */
export function Help({ about }: { about: HelpName }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const keys = helpKeys(about)
  const name = say('help.button', { name: say(keys.name) })

  function place(event: ToggleEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return // the tip of a word within
    if (event.newState === 'open' && button.current) placeTip(event.currentTarget, button.current)
    setOpen(event.newState === 'open')
  }

  return (
    <>
      <button ref={button} type="button" className="help" aria-label={name} popoverTarget={id}>
        ?
      </button>
      <span
        id={id}
        className="tipBox"
        role="dialog"
        aria-label={name}
        popover="auto"
        tabIndex={-1}
        onBeforeToggle={place}
        onToggle={({ target, currentTarget, newState }) => {
          if (target === currentTarget && newState === 'open') currentTarget.focus()
        }}
      >
        {open && <HelpText about={about} />}
      </span>
    </>
  )
}

function HelpText({ about }: { about: HelpName }) {
  const keys = helpKeys(about)
  const term = HELP[about]
  return (
    <>
      <strong className="helpTitle">{say(keys.name)}</strong>
      {say(keys.what)} {say(keys.start)}
      <span className="helpMore">
        {term && <Term name={term}>{say(termNameKey(term))}</Term>}
        {term && ' · '}
        <a href="#/about/words">{say('help.words')}</a>
      </span>
    </>
  )
}
