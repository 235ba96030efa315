import './classPage.css'
import { type FormEvent, useEffect, useState } from 'react'
import { say } from '../../language/say.ts'
import { decodeClass } from '../../state/class/classCode.ts'
import { classHash } from '../../state/class/classPlaces.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { useLab, useLabState } from '../labContext.ts'
import { ClassFileButton } from './classFileButton.tsx'
import { codeIn, useClassCode } from './classHash.ts'
import { knownNames } from './knownLessons.ts'

/** Where a class link leads: the class is joined and the page goes on to its room, or it says what is wrong with the link. */
export function ClassPage() {
  const lab = useLab()
  const code = useClassCode()
  const joined = useLabState(({ classroom }) => classroom)
  const [refused, setRefused] = useState<{ code: string; sentence: string } | null>(null)
  const enter = (plan: ClassPlan): void => {
    lab.joinClass(plan)
    location.replace(classHash(plan)) // Back leads to where the link was opened, not into it again
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is opened once for each address
  useEffect(() => {
    if (code === null) return
    let over = false
    decodeClass(code, knownNames()).then(
      (plan) => over || enter(plan),
      (error: unknown) => over || setRefused({ code, sentence: sentenceOf(error) }),
    )
    return () => {
      over = true
    }
  }, [code, lab])
  const problem = refused?.code === code ? refused.sentence : null
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
      {code !== null && problem === null ? (
        <p className="soft">{say('class.page.reading')}</p>
      ) : (
        <>
          {problem === null && <p>{say('class.page.ask')}</p>}
          <PasteLink />
          <div className="waysOn">
            <ClassFileButton onPlan={enter} />
            <a className="button" href={joined ? classHash(joined) : '#/lab'}>
              {say(joined ? 'class.barred.back' : 'class.page.without')}
            </a>
            {code === null && <a href="#/lessons/class">{say('class.page.make')}</a>}
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
