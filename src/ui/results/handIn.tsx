import { useId, useState } from 'react'
import { say } from '../../language/say.ts'
import type { PupilResult } from '../../state/results/pupilResult.ts'
import { encodeResult, resultFile } from '../../state/results/resultCode.ts'
import { copyText } from '../copyText.ts'
import { saveFile } from '../saveFile.ts'

interface Made {
  of: PupilResult
  code: string
  copied: boolean // into the clipboard; else by hand
}

/** The result as a code to paste or a file to give. */
export function HandIn({ result }: { result: PupilResult }) {
  const id = useId()
  const [made, setMade] = useState<Made | null>(null)
  const current = made?.of === result ? made : null
  return (
    <>
      <div className="runRow">
        <button type="button" onClick={() => void copy()}>
          {say('results.mine.copy')}
        </button>
        <button
          type="button"
          onClick={() => saveFile('my-results.json', resultFile(result), 'application/json')}
        >
          {say('results.mine.save')}
        </button>
        <span className="note" aria-live="polite">
          {current && say(current.copied ? 'results.mine.copied' : 'results.mine.byHand')}
        </span>
      </div>
      {current && (
        <div className="field">
          <label htmlFor={id}>{say('results.mine.code')}</label>
          <textarea
            id={id}
            className="code"
            readOnly
            rows={3}
            value={current.code}
            onFocus={(event) => event.target.select()}
          />
        </div>
      )}
      <p className="note">{say('results.mine.anonymous')}</p>
    </>
  )

  async function copy(): Promise<void> {
    const code = await encodeResult(result)
    const copied = await copyText(code)
    setMade({ of: result, code, copied })
  }
}
