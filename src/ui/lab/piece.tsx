import { say } from '../../language/say.ts'
import type { LabToken } from '../../state/run/lane.ts'

/** The text of a token; of one that the word filter covers, its cover, and words for those who hear it. */
export function Piece({ token: { piece, covered } }: { token: LabToken }) {
  if (!covered) return <>{piece}</>
  return <Cover text={piece} />
}

/** What stands for a covered word. */
export function Cover({ text }: { text: string }) {
  return (
    <>
      <span aria-hidden="true">{text}</span>
      <span className="hidden">{say('filter.word')}</span>
    </>
  )
}
