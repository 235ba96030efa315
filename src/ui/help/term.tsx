import './help.css'
import { type ReactNode, useId, useRef } from 'react'
import { currentLanguage, say } from '../../language/say.ts'
import { blurTip, leaveTip, pressTip, showTip } from './shownTip.ts'
import { type TermName, termKey } from './terms.ts'

interface Props {
  name: TermName
  children: ReactNode // the word as it stands in its sentence
}

/** A word with its meaning: the tip comes on hover, focus and press, stays while it is pointed at, and goes with Escape. */
export function Term({ name, children }: Props) {
  const id = useId()
  const word = useRef<HTMLSpanElement>(null)
  const tip = useRef<HTMLSpanElement>(null)
  const both = (act: (tip: HTMLElement, word: HTMLElement, text: string) => void): void => {
    if (tip.current && word.current) act(tip.current, word.current, say(termKey(name)))
  }
  return (
    <span
      className="termBox"
      onPointerEnter={(event) => event.pointerType === 'mouse' && both(showTip)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && both(leaveTip)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a button would part from the comma behind it, and never break. */}
      <span
        ref={word}
        role="button"
        tabIndex={0}
        className="term"
        aria-describedby={id}
        onFocus={(event) => event.target.matches(':focus-visible') && both(showTip)}
        onBlur={() => both(blurTip)}
        onClick={() => both(pressTip)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          both(pressTip)
        }}
      >
        {children}
      </span>
      <span
        ref={tip}
        id={id}
        className="tipBox"
        role="tooltip"
        popover="manual"
        lang={currentLanguage()}
      />
    </span>
  )
}
