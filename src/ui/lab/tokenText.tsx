import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from 'react'
import { say } from '../../language/say.ts'
import type { LabToken } from '../../state/run/lane.ts'
import { readoutSentence } from './tokenReadout.ts'
import { TokenSpan } from './tokenSpan.tsx'
import { type TipPlace, TokenTip } from './tokenTip.tsx'

const TIP_WIDTH = 264

interface Props {
  tokens: readonly LabToken[]
  label: string
  writing?: boolean
  alarms?: readonly number[] // indices of tokens where the alarm went off
}

type Shown = { index: number; by: 'pointer' | 'cursor'; place: TipPlace } | null

/** Tokens as running text. One of them takes Tab, arrows move between them, and the one in focus is read out. */
export function TokenText({ tokens, label, writing = false, alarms = [] }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Shown>(null)
  const [stop, setStop] = useState(0)
  const token = shown ? tokens[shown.index] : undefined

  function show(event: SyntheticEvent, by: 'pointer' | 'cursor'): void {
    const span = event.target instanceof Element ? event.target.closest('[data-token]') : null
    if (!span || !box.current) {
      setShown(null)
      return
    }
    const index = Number(span.getAttribute('data-token'))
    const at = span.getClientRects()[0] ?? span.getBoundingClientRect()
    const frame = box.current.getBoundingClientRect()
    const left = Math.max(0, Math.min(at.left - frame.left, frame.width - TIP_WIDTH))
    setShown({ index, by, place: { left, top: at.bottom - frame.top + 6 } })
    if (by === 'cursor') setStop(index)
  }

  function move(event: KeyboardEvent): void {
    if (event.key === 'Escape') setShown(null)
    const to = destination(event.key, stop, tokens)
    if (to === null) return
    event.preventDefault()
    box.current?.querySelector<HTMLElement>(`[data-token="${to}"]`)?.focus()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of words in a text is no fieldset.
    <div
      ref={box}
      className={writing ? 'tokens writing' : 'tokens'}
      role="group"
      aria-label={say('lab.tokens.arrows', { label })}
      onPointerOver={(event) => show(event, 'pointer')}
      onPointerLeave={() => setShown(null)}
      onFocus={(event) => show(event, 'cursor')}
      onBlur={() => setShown(null)}
      onKeyDown={move}
    >
      <span lang="en">
        {tokens.map((each) => (
          <TokenSpan
            key={each.index}
            token={each}
            stop={each.index === stop}
            alarm={alarms.includes(each.index)}
          />
        ))}
      </span>
      {token && shown && (
        <TokenTip token={token} alarm={alarms.includes(token.index)} place={shown.place} />
      )}
      <p className="hidden" aria-live="polite">
        {token && shown?.by === 'cursor'
          ? readoutSentence(token, alarms.includes(token.index))
          : ''}
      </p>
    </div>
  )
}

/** Index of the token that a key leads to, over pieces without text; null for other keys and at the ends. */
function destination(key: string, from: number, tokens: readonly LabToken[]): number | null {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: 1, End: -1 }[key]
  if (step === undefined) return null
  let to = key === 'Home' ? 0 : key === 'End' ? tokens.length - 1 : from + step
  while (tokens[to]?.piece === '') to += step
  return tokens[to] ? to : null
}
