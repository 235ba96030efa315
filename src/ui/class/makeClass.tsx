import './makeClass.css'
import { useEffect } from 'react'
import { say } from '../../language/say.ts'
import { Help } from '../help/help.tsx'
import { useLab } from '../labContext.ts'
import { ClassBegin } from './classBegin.tsx'
import { ClassControls } from './classControls.tsx'
import { beginForm, planOf, useClassForm } from './classForm.ts'
import { ClassLink } from './classLink.tsx'
import { ClassPrompts } from './classPrompts.tsx'
import { ClassSettings } from './classSettings.tsx'

/** A teacher's form: what a class begins with and may change, and the link that it is. */
export function MakeClass() {
  const { store } = useLab()
  const form = useClassForm((state) => state.form)
  useEffect(() => beginForm(store.getState().draft), [store])
  if (!form) return null
  const plan = planOf(form)
  return (
    <div className="makeClass">
      <title>{`${say('class.make')} · Evenkeel`}</title>
      <header>
        <div className="withHelp">
          <h1>{say('class.make')}</h1>
          <Help about="classLink" />
        </div>
        <p>{say('class.make.intro')}</p>
      </header>
      <ClassBegin form={form} />
      <ClassPrompts prompts={form.prompts} />
      <ClassSettings draft={form.draft} />
      <ClassControls controls={form.controls} />
      <ClassLink plan={plan} />
    </div>
  )
}
