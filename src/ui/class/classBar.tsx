import './classBar.css'
import { useEffect, useRef, useState } from 'react'
import { say } from '../../language/say.ts'
import { classSentence } from '../../state/class/classSentence.ts'
import { useLab, useLabState } from '../labContext.ts'

/** Which class is joined, what it keeps when somebody tries, and the way out. Nothing outside of a class. */
export function ClassBar() {
  const title = useLabState(({ classroom }) => classroom?.title ?? null)
  const sentence = useNews()
  if (title === null && sentence === null) return null
  return (
    <section className="classBar" aria-label={say('class.bar')}>
      {title !== null && (
        <p>
          <span className="soft">{say('class.youAreIn')}</span>{' '}
          <bdi lang="">
            <strong>{title || say('class.untitled')}</strong>
          </bdi>
        </p>
      )}
      <p className="classNote" aria-live="polite">
        {sentence}
      </p>
      {title === null ? <CloseNote /> : <LeaveClass />}
    </section>
  )
}

/** What the class has to say; what it kept from changing on another page is no news here. */
function useNews(): string | null {
  const sentence = useLabState(classSentence)
  const note = useLabState(({ classNote }) => classNote)
  const [before] = useState(note)
  return note?.kind === 'kept' && note === before ? null : sentence
}

/** Takes away what is told of a class that could not be joined again. */
function CloseNote() {
  const lab = useLab()
  return (
    <button type="button" onClick={() => lab.leaveClass()}>
      {say('class.note.close')}
    </button>
  )
}

/** Leaving takes two steps, so that nobody leaves by a slip. */
function LeaveClass() {
  const lab = useLab()
  const [asked, setAsked] = useState(false)
  const stay = useRef<HTMLButtonElement>(null)
  const leave = useRef<HTMLButtonElement>(null)
  const wasAsked = useRef(false)
  useEffect(() => {
    if (asked) stay.current?.focus()
    else if (wasAsked.current) leave.current?.focus()
    wasAsked.current = asked
  }, [asked])
  if (!asked)
    return (
      <button ref={leave} type="button" onClick={() => setAsked(true)}>
        {say('class.leave')}
      </button>
    )
  return (
    <fieldset className="leaveClass" aria-describedby="leave-class">
      <legend className="hidden">{say('class.leave')}</legend>
      <p id="leave-class">{say('class.leave.sure')}</p>
      <button ref={stay} type="button" onClick={() => setAsked(false)}>
        {say('class.leave.no')}
      </button>
      <button type="button" className="primary" onClick={() => lab.leaveClass()}>
        {say('class.leave.yes')}
      </button>
    </fieldset>
  )
}
