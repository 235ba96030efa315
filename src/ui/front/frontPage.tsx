import '../lab/lab.css'
import '../lab/lanes.css'
import '../lab/trace.css'
import './front.css'
import { useState, useSyncExternalStore } from 'react'
import { say, sayWith } from '../../language/say.ts'
import { DosePlot } from './dosePlot.tsx'
import { Finding } from './finding.tsx'
import { longest, msPerToken, recordedAt } from './frontRecording.ts'
import { FrontSlider } from './frontSlider.tsx'
import { type Clock, Playback } from './playback.ts'
import { Stage } from './stage.tsx'
import { WaysOn } from './waysOn.tsx'

const FIRST_PUSH = 0.2

const frames: Clock = {
  now: () => performance.now(),
  next(tick) {
    const frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  },
}

const newPlayback = (): Playback =>
  new Playback({
    length: longest,
    msPerToken,
    push: FIRST_PUSH,
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    clock: frames,
  })

/** The first thirty seconds: a recorded run beside its baseline, the slider that moves it, what it shows, and two ways on. */
export function FrontPage() {
  const [playback] = useState(newPlayback)
  const state = useSyncExternalStore(playback.subscribe, playback.state)
  const shown = recordedAt(state.push)
  return (
    <div className="front">
      <title>{say('front.title')}</title>
      <div className="frontHead">
        <h1>{say('front.heading')}</h1>
        <p className="lede">
          {sayWith<React.JSX.Element>('front.lede', {
            privacy: (parts) => (
              <a key="privacy" href="#/about/privacy">
                {parts}
              </a>
            ),
          })}
        </p>
      </div>
      <div className="frontRun">
        <Stage playback={playback} state={state} shown={shown}>
          <FrontSlider shown={shown} onMove={(push) => playback.moveTo(push)} />
        </Stage>
        <section className="finding" aria-labelledby="finding">
          <h2 id="finding">{say('front.finding')}</h2>
          <DosePlot shown={shown} />
          <Finding shown={shown} />
          <p className="note frontCare">{say('front.care')}</p>
        </section>
      </div>
      <WaysOn />
    </div>
  )
}
