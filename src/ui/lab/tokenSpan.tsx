import { type CSSProperties, memo } from 'react'
import type { LabToken } from '../../state/run/lane.ts'
import { Piece } from './piece.tsx'

/** The reading, in SD, that gets the full tint. */
const FULL = 3
/** From here on a token is also underlined, so that color is not the only carrier. */
const MARKED = 2

interface Props {
  token: LabToken
  stop: boolean // whether Tab lands here
  alarm: boolean // whether the alarm went off here
}

/** One token as text, tinted by its reading. Drawn once: its props change only when Tab moves to or from it, or Watch does. */
export const TokenSpan = memo(function TokenSpan({ token, stop, alarm }: Props) {
  const { index, piece, reading, massive, coefficient } = token
  const strength = reading === null || massive ? 0 : Math.min(1, Math.abs(reading) / FULL)
  const side = reading !== null && reading < 0 ? 'calm' : 'desperate'
  const marked = reading !== null && !massive && Math.abs(reading) >= MARKED
  return (
    <span
      className={`token ${side}${marked ? ' marked' : ''}`}
      style={{ '--strength': strength.toFixed(3) } as CSSProperties}
      data-token={index}
      data-reading={reading === null ? undefined : reading.toFixed(4)}
      data-coefficient={coefficient}
      data-alarm={alarm ? '' : undefined}
      {...(piece === '' ? {} : { tabIndex: stop ? 0 : -1 })}
    >
      <Piece token={token} />
    </span>
  )
})
