import { useEffect, useId, useState } from 'react'
import { say } from '../../language/say.ts'
import { holdUnsaved } from '../../state/device/unsaved.ts'
import { gathering } from './gatheredHere.ts'

/** Takes codes and files. What was taken leaves the field; lines that were refused stay there, and why is told below. */
export function GatherForm() {
  const [typed, setTyped] = useState('')
  const [over, setOver] = useState(false)
  const field = useId()
  const files = useId()
  const empty = typed.trim() === ''
  useEffect(onlyHere, [])
  useEffect(() => {
    holdUnsaved('pasted', !empty)
    return () => holdUnsaved('pasted', false)
  }, [empty])
  const addCodes = async (pasted: string): Promise<void> => {
    const left = await gathering.addCodes(pasted)
    if (left) setTyped((meanwhile) => (meanwhile ? `${left}\n${meanwhile}` : left))
  }
  return (
    <section
      className={over ? 'card gather over' : 'card gather'}
      aria-label={say('results.page.gather')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void gathering.addFiles([...event.dataTransfer.files])
      }}
    >
      <div className="field">
        <label htmlFor={field}>{say('results.page.codes')}</label>
        <textarea
          id={field}
          className="code"
          rows={5}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <div className="runRow">
        <button
          type="button"
          className="primary"
          aria-disabled={empty}
          onClick={() => {
            if (empty) return
            setTyped('')
            void addCodes(typed)
          }}
        >
          {say('results.page.add')}
        </button>
        <label htmlFor={files}>{say('results.page.files')}</label>
        <input
          id={files}
          type="file"
          multiple
          accept=".json,.txt,application/json,text/plain"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            event.target.value = '' // the same file may come again
            void gathering.addFiles(chosen)
          }}
        />
      </div>
      <p className="note">{say('results.page.drop')}</p>
    </section>
  )
}

/** A file that is dropped beside the field would open in place of the page, and what was gathered would be gone. */
function onlyHere(): () => void {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  addEventListener('dragover', refuse)
  addEventListener('drop', refuse)
  return () => {
    removeEventListener('dragover', refuse)
    removeEventListener('drop', refuse)
  }
}
