import { useEffect, useState } from 'react'
import { say } from '../../language/say.ts'
import { encodeClass } from '../../state/class/classCode.ts'
import { CLASS_FILE, classFile } from '../../state/class/classFile.ts'
import { classHash } from '../../state/class/classPlaces.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { useLab } from '../labContext.ts'
import { saveFile } from '../saveFile.ts'
import { ClassFileButton } from './classFileButton.tsx'
import { noteSaved, openPlan } from './classForm.ts'
import { classLink } from './classHash.ts'
import { classWarnings } from './classWarnings.ts'
import { LinkField } from './linkField.tsx'

/** The class as a link and as a file; what stands in the way of one, and what a teacher may not have meant. */
export function ClassLink({ plan }: { plan: ClassPlan | { sentence: string } }) {
  const usable = 'version' in plan ? plan : null
  const link = useLink(usable)
  const problem = 'sentence' in plan ? plan.sentence : (link?.problem ?? '')
  return (
    <section className="card classLink" aria-labelledby="class-link-head">
      <h2 id="class-link-head">{say('class.make.link')}</h2>
      <p className="problem" role="alert">
        {problem}
      </p>
      {usable && (
        <ul className="warnings">
          {classWarnings(usable).map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
      )}
      {usable && link?.url && <LinkField url={link.url} />}
      <Files plan={usable} />
      {usable && <TryClass plan={usable} />}
    </section>
  )
}

interface Link {
  url: string | null
  problem: string
}

/** The link of a class; null while it is made for the first time. */
function useLink(plan: ClassPlan | null): Link | null {
  const [link, setLink] = useState<Link | null>(null)
  const text = JSON.stringify(plan)
  useEffect(() => {
    let over = false
    const made = JSON.parse(text) as ClassPlan | null
    if (made)
      encodeClass(made).then(
        (code) => over || setLink({ url: classLink(code), problem: '' }),
        (error: unknown) => over || setLink({ url: null, problem: sentenceOf(error) }),
      )
    return () => {
      over = true
    }
  }, [text])
  return link
}

function Files({ plan }: { plan: ClassPlan | null }) {
  const [opened, setOpened] = useState(false)
  return (
    <div className="waysOn">
      <button
        type="button"
        aria-disabled={!plan}
        onClick={() => {
          if (!plan) return
          saveFile(CLASS_FILE, classFile(plan), 'application/json')
          noteSaved()
        }}
      >
        {say('class.make.save')}
      </button>
      <ClassFileButton
        onPlan={(found) => {
          openPlan(found)
          setOpened(true)
        }}
      />
      <span aria-live="polite">{opened && say('class.make.opened')}</span>
    </div>
  )
}

function TryClass({ plan }: { plan: ClassPlan }) {
  const lab = useLab()
  return (
    <div className="tryClass">
      <button
        type="button"
        onClick={() => {
          lab.joinClass(plan)
          location.hash = classHash(plan)
        }}
      >
        {say('class.make.try')}
      </button>
      <p className="note">{say('class.make.try.note')}</p>
    </div>
  )
}
