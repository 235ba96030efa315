import { useRef } from 'react'
import { say } from '../../language/say.ts'
import { CLASS_LIMITS } from '../../state/class/classPlan.ts'
import { change } from './classForm.ts'

/** Prompts that the class is offered instead of the usual examples. */
export function ClassPrompts({ prompts }: { prompts: readonly string[] }) {
  const add = useRef<HTMLButtonElement>(null)
  const full = prompts.length >= CLASS_LIMITS.prompts
  return (
    <section className="card" aria-labelledby="class-prompts">
      <h2 id="class-prompts">{say('class.make.prompts')}</h2>
      <p className="note">{say('class.make.prompts.note')}</p>
      {prompts.map((prompt, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt is what stands at its place
        <div key={index} className="classPrompt">
          <textarea
            rows={2}
            lang="en"
            aria-label={say('class.make.prompts.nth', { n: index + 1 })}
            maxLength={CLASS_LIMITS.prompt}
            value={prompt}
            onChange={(event) => change({ prompts: prompts.with(index, event.target.value) })}
          />
          <button
            type="button"
            className="quiet"
            onClick={() => {
              change({ prompts: prompts.toSpliced(index, 1) })
              add.current?.focus()
            }}
          >
            {say('class.make.prompts.remove', { n: index + 1 })}
          </button>
        </div>
      ))}
      <button
        ref={add}
        type="button"
        aria-disabled={full}
        onClick={() => {
          if (!full) change({ prompts: [...prompts, ''] })
        }}
      >
        {say('class.make.prompts.add')}
      </button>
    </section>
  )
}
