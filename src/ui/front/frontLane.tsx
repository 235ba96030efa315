import { say } from '../../language/say.ts'
import { inSd } from '../../state/numberText.ts'
import { type LabToken, type LaneName, laneLabel } from '../../state/run/lane.ts'
import { Term } from '../help/term.tsx'
import { TokenText } from '../lab/tokenText.tsx'
import { meanOf } from './frontRecording.ts'

interface Props {
  name: LaneName
  note: string
  tokens: readonly LabToken[]
  written: number // tokens that are there by now
  push?: number
}

const termOf = { Baseline: 'baseline', Steered: 'steering', 'Random direction': 'random' } as const

/** One recorded text as far as it is written, with the mean of its readings. */
export function FrontLane({ name, note, tokens, written, push = 0 }: Props) {
  const there = tokens.slice(0, written)
  const mean = meanOf(there)
  const busy = there.length < tokens.length
  const tint = push === 0 ? '' : push < 0 ? 'calm' : 'desperate'
  return (
    <section
      className={`lane ${tint}`}
      aria-label={laneLabel(name)}
      aria-busy={busy}
      data-phase={busy ? 'running' : 'done'}
    >
      <header>
        <h2>
          <Term name={termOf[name]}>{laneLabel(name)}</Term>
        </h2>
        <p>{note}</p>
      </header>
      <div className="text">
        <TokenText
          tokens={there}
          label={say('lab.lane.tokens', { lane: laneLabel(name) })}
          writing={busy}
        />
      </div>
      <footer>
        <span>{say('lab.lane.meanReading', { reading: mean === null ? '–' : inSd(mean) })}</span>
      </footer>
    </section>
  )
}
