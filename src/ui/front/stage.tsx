import type { ReactNode } from 'react'
import { say } from '../../language/say.ts'
import { laneLabel } from '../../state/run/lane.ts'
import { Term } from '../help/term.tsx'
import { ReadingLegend } from '../lab/readingLegend.tsx'
import { TokenText } from '../lab/tokenText.tsx'
import { useProjector } from '../projector/projectorView.ts'
import { FrontLane } from './frontLane.tsx'
import { baseline, prompt, type RecordedPush } from './frontRecording.ts'
import type { Playback, PlaybackState } from './playback.ts'

interface Props {
  playback: Playback
  state: PlaybackState
  shown: RecordedPush
  children: ReactNode // the slider
}

/** The recorded run: its prompt, the push, and the text beside its baseline as they were written; on a wall each text by itself. */
export function Stage({ playback, state, shown, children }: Props) {
  const { playing, written } = state
  const { on: onWall } = useProjector()
  return (
    <section className="stage card" aria-label={say('front.stage')}>
      <header>
        <p className="asked">
          <span className="soft">{say('front.asked')}</span> <q lang="en">{prompt}</q>
        </p>
        <span className="badge">
          <Term name="recorded">{say('front.recorded')}</Term>
        </span>
        <button
          type="button"
          className="playButton"
          onClick={() => (playing ? playback.pause() : playback.play())}
        >
          <svg width="10" height="12" viewBox="0 0 10 12" aria-hidden="true">
            <path d={playing ? 'M0 0H3V12H0ZM7 0H10V12H7Z' : 'M0 0L10 6L0 12Z'} />
          </svg>
          {say(playing ? 'front.pause' : 'front.play')}
        </button>
      </header>
      {children}
      <div className="twoLanes">
        <FrontLane
          name="Baseline"
          note={say('front.baseline.note')}
          tokens={baseline}
          written={state.baseline}
        />
        <FrontLane
          name="Steered"
          note={say('front.steered.note', {
            side: shown.push === 0 ? 'rest' : shown.push < 0 ? 'calm' : 'desperate',
          })}
          tokens={shown.steered}
          written={written}
          push={shown.push}
        />
        {onWall && (
          <FrontLane
            name="Random direction"
            note={say('front.random.note', { side: shown.push === 0 ? 'rest' : 'pushed' })}
            tokens={shown.random}
            written={shown.random.length}
          />
        )}
      </div>
      <div className="stageFoot">
        {!onWall && (
          <details className="otherLane">
            <summary>{say('front.other')}</summary>
            <div className="text">
              <TokenText
                tokens={shown.random}
                label={say('lab.lane.tokens', { lane: laneLabel('Random direction') })}
              />
            </div>
          </details>
        )}
        <p className="colors">
          <span className="soft">{say('front.colors')}</span> <ReadingLegend />
        </p>
      </div>
    </section>
  )
}
