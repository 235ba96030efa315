import { coveredParts } from '../../state/wordFilter/wordFilter.ts'
import { filtersWords } from '../../state/wordFilter/wordFilterChoice.ts'
import { useLabState } from '../labContext.ts'
import { CoveredNote } from './coveredNote.tsx'
import { Cover } from './piece.tsx'

/** A text that the model wrote earlier, without readings. */
export function RecordedText({ text }: { text: string }) {
  const filter = useLabState(filtersWords)
  const parts = filter ? coveredParts(text) : [{ text, covered: false }]
  return (
    <>
      <p className="recordedText" lang="en">
        {parts.map((part, i) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that stays have no other name.
          part.covered ? <Cover key={i} text={part.text} /> : part.text,
        )}
      </p>
      <CoveredNote words={parts.filter(({ covered }) => covered).length} />
    </>
  )
}
