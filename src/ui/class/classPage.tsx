import './classPage.css'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { say } from '../../language/say.ts'
import { classHash } from '../../state/class/classPlaces.ts'
import { useLab, useLabState } from '../labContext.ts'
import { classAddressOf } from './classAddress.ts'
import { ClassFileButton } from './classFileButton.tsx'
import { codeIn } from './classHash.ts'

/** Where a class link leads: the class is joined and the page goes on to its room, or it says what is wrong with the link. */
export function ClassPage() {
  const address = classAddressOf(useLab())
  const opened = useSyncExternalStore(address.store.subscribe, address.store.getState)
  const joined = useLabState(({ classroom }) => classroom)
  const problem = opened.phase === 'refused' ? opened.sentence : null
  return (
    <section className="card classPage">
      <title>{`${say('class.page')} · Evenkeel`}</title>
      <h1>{say(problem === null ? 'class.page' : 'class.page.refused')}</h1>
      <div role="alert">
        {problem !== null && (
          <p>
            {problem} {say('class.page.kept')}
          </p>
        )}
      </div>
      {opened.phase === 'reading' ? (
        <p className="soft">{say('class.page.reading')}</p>
      ) : (
        <>
          {problem === null && <p>{say('class.page.ask')}</p>}
          <PasteLink />
          <div className="waysOn">
            <ClassFileButton onPlan={(plan) => address.enter(plan)} />
            <a className="button" href={joined ? classHash(joined) : '#/lab'}>
              {say(joined ? 'class.barred.back' : 'class.page.without')}
            </a>
            {opened.phase === 'none' && <a href="#/lessons/class">{say('class.page.make')}</a>}
          </div>
        </>
      )}
    </section>
  )
}

/** A field for the whole link, or for what stands behind #/class/ in it. */
function PasteLink() {
  const [typed, setTyped] = useState('')
  const open = (event: FormEvent): void => {
    event.preventDefault()
    if (typed.trim() !== '') location.hash = `#/class/${codeIn(typed)}`
  }
  return (
    <form className="pasteLink" onSubmit={open}>
      <label htmlFor="class-link">{say('class.page.paste')}</label>
      <input
        id="class-link"
        type="text"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" aria-disabled={typed.trim() === ''}>
        {say('class.page.open')}
      </button>
    </form>
  )
}
