import { useState } from 'react'
import { say } from '../../language/say.ts'
import { useLab, useLabState } from '../labContext.ts'

/** Forgets the own runs, after asking once. */
export function StartAgain() {
  const lab = useLab()
  const runs = useLabState((state) => state.ownPoints.points.length)
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <div className="runRow">
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {say('results.mine.again')}
        </button>
      </div>
    )
  return (
    <div className="runRow">
      <span>{say('results.mine.forget', { runs })}</span>
      <button
        type="button"
        ref={(button) => button?.focus()}
        onClick={() => {
          setAsking(false)
          lab.clearPoints()
        }}
      >
        {say('results.mine.forgetThem')}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {say('results.mine.keepThem')}
      </button>
    </div>
  )
}
