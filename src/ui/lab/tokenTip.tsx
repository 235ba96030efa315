import type { LabToken } from '../../state/run/lane.ts'
import { pieceInQuotes, readoutOf } from './tokenReadout.ts'

/** Where a tip hangs, in pixels from the corner of the text. */
export interface TipPlace {
  left: number
  top: number
}

interface Props {
  token: LabToken
  alarm: boolean // whether it went off here
  place: TipPlace
}

/** What is known about the token under the pointer or the cursor. Screen readers get the sentence instead. */
export function TokenTip({ token, alarm, place }: Props) {
  return (
    <div className="tip" style={place} aria-hidden="true">
      <b>{pieceInQuotes(token.piece)}</b>
      <dl>
        {readoutOf(token, alarm).map(({ name, value, remark }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong> {remark}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
