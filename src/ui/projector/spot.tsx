import { type KeyboardEvent, useEffect, useState } from 'react'
import { say } from '../../language/say.ts'
import { setProjector } from './projectorView.ts'

interface Place {
  x: number
  y: number
}

const STEP = 32
const moves: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

/** The button of the spot, and the spot: it follows the mouse, and the arrow keys while the button has the focus. */
export function Spot({ on }: { on: boolean }) {
  const [place, setPlace] = useState<Place>(middle)
  useEffect(() => {
    if (!on) return
    const follow = ({ clientX, clientY }: PointerEvent) => setPlace({ x: clientX, y: clientY })
    document.addEventListener('pointermove', follow)
    return () => document.removeEventListener('pointermove', follow)
  }, [on])

  function move(event: KeyboardEvent): void {
    const by = moves[event.key]
    if (!on || !by) return
    event.preventDefault()
    setPlace(({ x, y }) => ({ x: within(x + by.x, innerWidth), y: within(y + by.y, innerHeight) }))
  }

  return (
    <>
      <button
        type="button"
        aria-pressed={on}
        aria-describedby="spot-note"
        onClick={() => {
          setPlace(middle)
          setProjector({ pointer: !on })
        }}
        onKeyDown={move}
      >
        {say('projector.pointer')}
      </button>
      <span id="spot-note" className="hidden">
        {say('projector.pointerNote')}
      </span>
      {on && (
        <div
          className="pointerSpot"
          aria-hidden="true"
          style={{ transform: `translate(${place.x}px, ${place.y}px)` }}
        />
      )}
    </>
  )
}

const middle = (): Place => ({ x: innerWidth / 2, y: innerHeight / 2 })

const within = (at: number, end: number): number => Math.max(0, Math.min(end, at))
