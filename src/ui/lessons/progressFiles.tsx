import { useState } from 'react'
import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { FileButton } from '../fileButton.tsx'
import { Help } from '../help/help.tsx'
import { saveFile } from '../saveFile.ts'
import { useBook, useLessons } from './useDesk.ts'

/** What is kept of the lessons, as a file to save and to open. Says when the browser does not keep it. */
export function ProgressFiles() {
  const { book } = useLessons()
  const trouble = useBook((state) => state.trouble)
  const [news, setNews] = useState<{ bad: boolean; sentence: string } | null>(null)

  async function open(file: File): Promise<void> {
    try {
      if (file.size > 4e6) throw new LabError('bad-file', say('lesson.progress.tooLarge'))
      book.take(await file.text())
      setNews({ bad: false, sentence: say('lesson.progress.opened') })
    } catch (error) {
      setNews({ bad: true, sentence: sentenceOf(error) })
    }
  }

  return (
    <section className="card" aria-labelledby="progress">
      <div className="withHelp">
        <h2 id="progress">{say('lesson.progress')}</h2>
        <Help about="progress" />
      </div>
      <p className="note">{say('lesson.progress.note')}</p>
      {trouble && (
        <p className="problem" role="alert">
          {say(`lesson.progress.${trouble}`)}
        </p>
      )}
      <p className="waysOn">
        <button
          type="button"
          onClick={() => saveFile('evenkeel-lessons.json', book.file(), 'application/json')}
        >
          {say('lesson.progress.save')}
        </button>
        <FileButton label={say('lesson.progress.open')} onFile={(file) => void open(file)} />
      </p>
      <p aria-live="polite" className={news?.bad ? 'problem' : 'note'}>
        {news?.sentence}
      </p>
    </section>
  )
}
